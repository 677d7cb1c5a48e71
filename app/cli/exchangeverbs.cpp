#include "app/cli/counttext.h"
#include "app/cli/scope.h"
#include "app/cli/verbs.h"
#include "core/exchange/qdpxfile.h"
#include "core/exchange/qdpximport.h"

#include <QJsonArray>

namespace antiphon::cli {

namespace {

QJsonArray lossesJson(const QList<ExchangeLoss>& losses)
{
    QJsonArray array;
    for (const ExchangeLoss& loss : losses)
        array << QJsonObject{{QStringLiteral("item"), loss.item}, {QStringLiteral("kept"), loss.kept}};
    return array;
}

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
    return Answer{{{QStringLiteral("dialogues"), done.dialogues},
                   {QStringLiteral("codings"), done.codings},
                   {QStringLiteral("memos"), done.memos},
                   {QStringLiteral("losses"), lossesJson(done.losses)},
                   {QStringLiteral("out"), path}},
                  exportText(done, path)};
}

QJsonValue offsetsJson(const std::optional<OffsetChoice>& offsets)
{
    if (!offsets)
        return {};
    return QJsonObject{{QStringLiteral("unit"),
                        offsets->model.utf16 ? QStringLiteral("utf-16") : QStringLiteral("code point")},
                       {QStringLiteral("crlf"), offsets->model.lineEnd},
                       {QStringLiteral("byte_order_mark"), offsets->model.byteOrderMark ? 1 : 0},
                       {QStringLiteral("end"),
                        offsets->model.inclusive ? QStringLiteral("inclusive") : QStringLiteral("exclusive")},
                       {QStringLiteral("named"), offsets->named},
                       {QStringLiteral("matched"), offsets->matched}};
}

QString importText(const QdpxImport& done)
{
    const ExchangeWritten& written = done.written;
    QString text =
        QStringLiteral("Imported %1 with %2, %3 codes, %4 codings and %5 memos by %6 new coders.\n")
            .arg(dialoguesText(written.dialogues), turnsText(written.turns), number(written.codes),
                 number(written.codings), number(written.memos), number(written.coders));
    if (done.offsets && done.offsets->named > 0)
        text += QStringLiteral("Places count %1: %2 of %3 selections lie on the words that they name.\n")
                    .arg(offsetModelText(done.offsets->model), number(done.offsets->matched),
                         number(done.offsets->named));
    for (const bool kept : {true, false}) {
        QStringList items;
        for (const ExchangeLoss& loss : written.losses) {
            if (loss.kept == kept)
                items << QStringLiteral("  %1\n").arg(loss.item);
        }
        if (!items.isEmpty())
            text += (kept ? QStringLiteral("Carried in another form:\n") : QStringLiteral("Not carried:\n")) +
                    items.join(QString());
    }
    return text;
}

Result<Answer> importQdpxVerb(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.openProject());
    ANTIPHON_TRY_ASSIGN(const QdpxImport done,
                        importQdpx(connection, call.actor, call.arguments.positional.first(),
                                   call.arguments.value(QStringLiteral("name")), call.cancel, call.progress));
    const ExchangeWritten& written = done.written;
    QJsonArray sources;
    for (const Source& source : written.sources)
        sources << source.name;
    const auto lost = std::count_if(written.losses.begin(), written.losses.end(),
                                    [](const ExchangeLoss& loss) { return !loss.kept; });
    return Answer{{{QStringLiteral("program"), done.program},
                   {QStringLiteral("exact"), done.ours},
                   {QStringLiteral("sources"), sources},
                   {QStringLiteral("dialogues"), written.dialogues},
                   {QStringLiteral("turns"), written.turns},
                   {QStringLiteral("coders"), written.coders},
                   {QStringLiteral("codes"), written.codes},
                   {QStringLiteral("codings"), written.codings},
                   {QStringLiteral("memos"), written.memos},
                   {QStringLiteral("offsets"), offsetsJson(done.offsets)},
                   {QStringLiteral("losses"), lossesJson(written.losses)}},
                  importText(done),
                  static_cast<qint64>(lost)};
}

Verb importVerb()
{
    return {{QStringLiteral("import"), QStringLiteral("qdpx")},
            QStringLiteral("FILE"),
            1,
            1,
            QStringLiteral("import a project of another coding program (REFI-QDA)"),
            QStringLiteral("antiphon-cli import qdpx evening.qdpx --project evening.antiphon"),
            {{QStringLiteral("name"), QStringLiteral("NAME"),
              QStringLiteral("the source's name, for files of other programs (the project's)")}},
            importQdpxVerb};
}

} // namespace

QList<Verb> exchangeVerbs()
{
    return {importVerb(),
            {{QStringLiteral("export"), QStringLiteral("qdpx")},
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
