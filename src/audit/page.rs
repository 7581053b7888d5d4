//! The one page of an audit pack: every command that verifies it, and what each proves. A line that begins with `$ ` is to be typed.

use crate::model::text::Text;

use super::Evidence;

pub fn page(evidence: &Evidence<'_>) -> String {
    let head = evidence.head.to_string();
    let branch = &evidence.ledger.settings.git.branch;
    let number = evidence.sample;
    let say = |text: Text| text.get(evidence.ledger.settings.language).to_owned();
    let steps = [
        (
            Text::fixed(
                "1. ファイルがそろい、渡された後に変わっていないこと。どの行も OK と出ます。",
                "1. All files are here and as they were handed over. Every line says OK.",
            ),
            "sha256sum -c --quiet SHA256SUMS && echo OK".to_owned(),
        ),
        (
            Text::fixed(
                "2. 履歴を取り出し、欠けも壊れもないこと。二つ目は紙の控えの番号(版)と比べます。",
                "2. The history, whole and sound. Compare the second with the number on the paper slip.",
            ),
            format!(
                "git clone -q -b {branch} ledger.bundle ledger && git -C ledger fetch -q origin '+refs/*:refs/pack/*' && git -C ledger fsck --strict\n\
                 $ test \"$(git -C ledger rev-parse HEAD)\" = {head} && echo {head}"
            ),
        ),
        (
            Text::fixed(
                "3. 署名。G は登録された鍵の有効な署名、N は署名なし、それ以外(B、U、E など)は調べてください。",
                "3. Signatures. G is a good one by a registered key, N is none; look into any other (B, U, E).",
            ),
            "git -C ledger -c gpg.ssh.allowedSignersFile=\"$PWD/allowed_signers\" log --format='%G? %h %cI %ae %GS' -- records\n\
             $ test ! -s keys.pub || ssh-keygen -l -f keys.pub"
                .to_owned(),
        ),
        (
            Text::fixed(
                "4. 月の締め。締めたコミットのフォルダーから digest を計算し直します。どの行も = と出ます。",
                "4. Sign-offs. The digest is computed anew from the folder in the commit that signed it off. Every line says =.",
            ),
            "while read -r commit folder digest; do\n\
             \x20   sum=$(git -C ledger ls-tree --format='%(path)%x09%(objectname)' \"$commit:$folder\" | while IFS= read -r line; do\n\
             \x20       case $line in close.toml*) ;; *) printf '%s\\n' \"$line\" ;; esac\n\
             \x20   done | sha256sum)\n\
             \x20   if test \"${sum%% *}\" = \"$digest\"; then echo \"= $folder\"; else echo \"x $folder\"; fi\n\
             done < sign-offs"
                .to_owned(),
        ),
        (
            Text::new(
                format!(
                    "5. 無作為の抜取り。版の番号と記録のパスの SHA-256 が小さい順に{number}件です。誰にも選べません。引き直して同じになること。"
                ),
                format!(
                    "5. The random sample: the {number} records whose SHA-256 of the head's id and their path is lowest. Nobody can choose them. Drawn anew they are the same."
                ),
            ),
            format!(
                "git -C ledger -c core.quotePath=false ls-tree -r --name-only HEAD records | while IFS= read -r path; do\n\
                 \x20   case $path in records/*/*/*/*.toml) lot=$(printf '%s %s' {head} \"$path\" | sha256sum); echo \"${{lot%% *}} $path\" ;; esac\n\
                 done | LC_ALL=C sort | head -n {number} | diff - sample && echo OK"
            ),
        ),
        (
            Text::fixed(
                "6. 抜き取った記録の一生。だれがいつ登録し、変えられていないか。一件ずつ紙の記録や関係町村の控えと比べてください。",
                "6. The life of each record drawn: who committed it when, and whether it was changed. Compare each with paper, or with the municipality's own.",
            ),
            "while read -r lot path; do echo \"$path\"; git -C ledger log --format='  %h %cI %an' -- \"$path\"; done < sample".to_owned(),
        ),
        (
            Text::fixed(
                "7. サーバーの受領の記録(あれば)。コミットの時刻は登録した人の申告、ここの時刻はサーバーの時計です。",
                "7. The server's receipts, where there are any. A commit's time is its committer's claim; these are the server's clock's.",
            ),
            "git -C ledger log --format='%cI %b' refs/pack/daicho/receipts 2>/dev/null || echo none".to_owned(),
        ),
    ];
    let title = Text::fixed("監査資料の確かめ方", "How to verify this audit pack");
    let lead = Text::fixed(
        "git、ssh-keygen、sha256sum とシェルだけを使います。「$ 」の後を、このファイルのあるフォルダーで順に実行してください。site/index.html は管理者が見ているページです。",
        "You need git, ssh-keygen, sha256sum and a shell. Type what follows `$ `, in the folder of this file, in this order. site/index.html is what the manager sees.",
    );
    let mut page = format!("{}\n\n{}\n", say(title), say(lead));
    for (text, command) in steps {
        page.push_str(&format!("\n{}\n\n$ {command}\n", say(text)));
    }
    page
}
