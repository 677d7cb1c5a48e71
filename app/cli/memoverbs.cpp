// Memos on the command line: found, and written as documents.
#include "app/cli/memoverbs.h"

#include "app/cli/scope.h"
#include "app/cli/verbs.h"
#include "core/base/linereader.h"
#include "core/coding/coderstore.h"
#include "core/coding/codestore.h"
#include "core/coding/memoliststore.h"

#include <QDateTime>
#include <QFileInfo>
#include <QJsonArray>

namespace antiphon::cli {

namespace {

Result<MemoQuery> queryOf(const Call& call, const Connection& connection)
{
    MemoQuery query;
    query.text = call.arguments.value(QStringLiteral("text"));
    ANTIPHON_TRY_ASSIGN(const auto coder, coderAsked(call, connection));
    if (coder)
        query.coder = coder->id;
    if (call.arguments.has(QStringLiteral("kind"))) {
        const QString word = call.arguments.value(QStringLiteral("kind"));
        query.kind = memoKindFromWord(word == QLatin1String("none") ? QString() : word);
        if (!query.kind)
            return fail(ErrorCode::InvalidValue, QStringLiteral("--kind %1").arg(word),
                        QStringLiteral("memos are theoretical, methodological, definition, descriptive, "
                                       "operational, reflective, question, storyline or none"));
    }
    if (const QString word = call.arguments.value(QStringLiteral("on")); !word.isEmpty()) {
        query.target = memoTargetFromWord(word);
        if (!query.target || *query.target == MemoTarget::Memo)
            return fail(ErrorCode::InvalidValue, QStringLiteral("--on %1").arg(word),
                        QStringLiteral("memos are on project, journal, dialogue, turn, span, coding, code or "
                                       "category"));
    }
    if (const QString name = call.arguments.value(QStringLiteral("code")); !name.isEmpty()) {
        ANTIPHON_TRY_ASSIGN(const QList<Code> codes, readCodes(connection));
        const auto named =
            std::find_if(codes.begin(), codes.end(), [&name](const Code& code) { return code.name == name; });
        if (named == codes.end())
            return fail(ErrorCode::NotFound, QStringLiteral("the code %1").arg(name));
        query.code = named->id;
    }
    return query;
}

QJsonObject memoJson(const ListedMemo& listed, const QString& typed)
{
    return {{QStringLiteral("memo"), listed.memo.id.toText()},
            {QStringLiteral("title"), memoHeading(listed.memo.title, listed.memo.text)},
            {QStringLiteral("kind"), memoKindWord(listed.memo.kind)},
            {QStringLiteral("on"), memoTargetWord(listed.place.anchor.kind)},
            {QStringLiteral("place"), memoPlaceText(listed.place)},
            {QStringLiteral("coder"), listed.coder},
            {QStringLiteral("changed"),
             QDateTime::fromMSecsSinceEpoch(listed.memo.changedAt, Qt::UTC).toString(Qt::ISODate)},
            {QStringLiteral("evidence"), listed.links},
            {QStringLiteral("snippet"), memoSnippet(listed.memo.text, typed)},
            {QStringLiteral("score"), memoFit(listed.memo.title, listed.memo.text, typed)}};
}

QString memosText(qint64 count)
{
    return count == 1 ? QStringLiteral("1 memo") : QStringLiteral("%L1 memos").arg(count);
}

Result<Answer> exportMemos(const Call& call)
{
    const QString path = call.arguments.value(QStringLiteral("out"));
    const QString guess = path.endsWith(QLatin1String(".odt"), Qt::CaseInsensitive) ? QStringLiteral("odt")
                                                                                    : QStringLiteral("md");
    const QString format = call.arguments.value(QStringLiteral("format"), guess);
    if (format != QLatin1String("md") && format != QLatin1String("odt"))
        return fail(ErrorCode::InvalidValue, QStringLiteral("--format %1").arg(format),
                    QStringLiteral("memos are written as md or odt"));
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.readProject());
    ANTIPHON_TRY_ASSIGN(const MemoQuery query, queryOf(call, connection));
    ANTIPHON_TRY_ASSIGN(const auto sheets, memoSheets(connection, query));
    const QString title = QStringLiteral("Memos of %1").arg(QFileInfo(call.projectPath).completeBaseName());
    QByteArray bytes = memosMarkdown(sheets, title);
    if (format == QLatin1String("odt")) {
        ANTIPHON_TRY_ASSIGN(bytes, memosOdt(sheets, title));
    }
    ANTIPHON_TRY(writeWholeFile(path, bytes));
    return Answer{{{QStringLiteral("memos"), sheets.size()},
                   {QStringLiteral("format"), format},
                   {QStringLiteral("out"), path}},
                  QStringLiteral("Wrote %1 to %2").arg(memosText(sheets.size()), path)};
}

} // namespace

Result<Answer> searchMemos(const Call& call, const QString& typed, int limit)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.readProject());
    MemoQuery query;
    query.text = typed;
    ANTIPHON_TRY_ASSIGN(const auto coder, coderAsked(call, connection));
    if (coder)
        query.coder = coder->id;
    ANTIPHON_TRY_ASSIGN(const auto found, listMemos(connection, query));
    QJsonArray hits;
    QString text = QStringLiteral("%1 found.\n").arg(memosText(found.size()));
    for (const ListedMemo& listed : found.mid(0, limit)) {
        hits << memoJson(listed, typed);
        text += QStringLiteral("%1, %2: %3\n")
                    .arg(memoPlaceText(listed.place), listed.coder, memoSnippet(listed.memo.text, typed));
    }
    return Answer{{{QStringLiteral("memos"), found.size()}, {QStringLiteral("hits"), hits}}, text};
}

QList<Verb> memoVerbs()
{
    return {
        {{QStringLiteral("export"), QStringLiteral("memos")},
         {},
         0,
         0,
         QStringLiteral("memos with their evidence as a document"),
         QStringLiteral("antiphon-cli export memos --format odt --out memos.odt --project evening.antiphon"),
         {{QStringLiteral("out"), QStringLiteral("FILE"), QStringLiteral("where to write"), true},
          {QStringLiteral("format"), QStringLiteral("F"),
           QStringLiteral("md or odt (by the file's ending, else md)")},
          {QStringLiteral("text"), QStringLiteral("WORDS"), QStringLiteral("only memos with these words")},
          {QStringLiteral("kind"), QStringLiteral("KIND"),
           QStringLiteral("only this kind (theoretical, ..., none)")},
          {QStringLiteral("on"), QStringLiteral("THING"),
           QStringLiteral("only on this (project, journal, dialogue, turn, span, coding, code, category)")},
          {QStringLiteral("code"), QStringLiteral("CODE"),
           QStringLiteral("only about this code, its codings and turns")},
          {QStringLiteral("coder"), QStringLiteral("NAME"), QStringLiteral("only this coder's")}},
         exportMemos}};
}

} // namespace antiphon::cli
