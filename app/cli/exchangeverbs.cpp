#include "app/cli/scope.h"
#include "app/cli/verbs.h"
#include "core/exchange/qdpxfile.h"

#include <QJsonArray>

namespace antiphon::cli {

namespace {

QString exportText(const QdpxExport& done, const QString& path)
{
    QString text = QStringLiteral("Wrote %L1 dialogues, %L2 codings and %L3 memos to %4\n")
                       .arg(done.dialogues)
                       .arg(done.codings)
                       .arg(done.memos)
                       .arg(path);
    text += QStringLiteral("Other programs will not find:\n");
    for (const ExchangeLoss& loss : done.losses)
        text += QStringLiteral("  %1 (%2)\n")
                    .arg(loss.item, loss.kept ? QStringLiteral("kept in %1").arg(sideFileName())
                                              : QStringLiteral("not in the file"));
    return text;
}

Result<Answer> exportQdpxVerb(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.readProject());
    ANTIPHON_TRY_ASSIGN(const auto source, sourceAsked(call, connection));
    const QString path = call.arguments.value(QStringLiteral("out"));
    ANTIPHON_TRY_ASSIGN(const QdpxExport done,
                        exportQdpx(connection, path, source, call.cancel, call.progress));
    QJsonArray losses;
    for (const ExchangeLoss& loss : done.losses)
        losses << QJsonObject{{QStringLiteral("item"), loss.item}, {QStringLiteral("kept"), loss.kept}};
    return Answer{{{QStringLiteral("dialogues"), done.dialogues},
                   {QStringLiteral("codings"), done.codings},
                   {QStringLiteral("memos"), done.memos},
                   {QStringLiteral("losses"), losses},
                   {QStringLiteral("out"), path}},
                  exportText(done, path)};
}

} // namespace

QList<Verb> exchangeVerbs()
{
    return {{{QStringLiteral("export"), QStringLiteral("qdpx")},
             {},
             0,
             0,
             QStringLiteral("dialogues, codes, codings and memos for other coding programs (REFI-QDA)"),
             QStringLiteral("antiphon-cli export qdpx --out evening.qdpx --project evening.antiphon"),
             {{QStringLiteral("out"), QStringLiteral("FILE"), QStringLiteral("where to write"), true},
              sourceOption()},
             exportQdpxVerb}};
}

} // namespace antiphon::cli
