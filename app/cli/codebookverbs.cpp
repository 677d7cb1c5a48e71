#include "app/cli/verbs.h"
#include "core/base/linereader.h"
#include "core/coding/codebookimport.h"
#include "core/coding/codestore.h"

#include <QFileInfo>

namespace antiphon::cli {

namespace {

Result<Answer> importCodebookVerb(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.openProject());
    ANTIPHON_TRY_ASSIGN(const CodebookImport result,
                        importCodebook(connection, call.actor, call.arguments.positional.first()));
    return Answer{{{QStringLiteral("codes"), result.added + result.changed + result.unchanged},
                   {QStringLiteral("added"), result.added},
                   {QStringLiteral("changed"), result.changed},
                   {QStringLiteral("unchanged"), result.unchanged}},
                  QStringLiteral("%1 codes added, %2 changed, %3 as they were")
                      .arg(result.added)
                      .arg(result.changed)
                      .arg(result.unchanged)};
}

Result<Answer> exportCodebook(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.openProject());
    ANTIPHON_TRY_ASSIGN(const QList<Code> codes, readCodes(connection));
    const QString path = call.arguments.value(QStringLiteral("out"));
    const QString format = call.arguments.value(QStringLiteral("format"), QFileInfo(path).suffix().toLower());
    const QString name = QFileInfo(call.projectPath).completeBaseName();
    QByteArray content;
    if (format == QLatin1String("json"))
        content = codebookJson(codes, name);
    else if (format == QLatin1String("csv"))
        content = codebookCsv(codes);
    else if (format == QLatin1String("md"))
        content = codebookMarkdown(codes, name);
    else
        return fail(ErrorCode::InvalidValue, QStringLiteral("--format %1").arg(format),
                    QStringLiteral("a codebook is written as json, csv or md"));
    ANTIPHON_TRY(writeWholeFile(path, content));
    const auto count =
        std::count_if(codes.begin(), codes.end(), [](const Code& code) { return code.codable; });
    return Answer{{{QStringLiteral("codes"), static_cast<qint64>(count)},
                   {QStringLiteral("format"), format},
                   {QStringLiteral("out"), path}},
                  QStringLiteral("Wrote %1 codes to %2").arg(count).arg(path)};
}

} // namespace

QList<Verb> codebookVerbs()
{
    return {{{QStringLiteral("import"), QStringLiteral("codebook")},
             QStringLiteral("FILE"),
             1,
             1,
             QStringLiteral("codes with their definitions, from .json or .csv"),
             QStringLiteral("antiphon-cli import codebook codes.csv --project evening.antiphon"),
             {},
             importCodebookVerb},
            {{QStringLiteral("export"), QStringLiteral("codebook")},
             {},
             0,
             0,
             QStringLiteral("the codebook as JSON, CSV or Markdown"),
             QStringLiteral(
                 "antiphon-cli export codebook --format md --out codebook.md --project evening.antiphon"),
             {{QStringLiteral("out"), QStringLiteral("FILE"), QStringLiteral("where to write"), true},
              {QStringLiteral("format"), QStringLiteral("F"),
               QStringLiteral("json, csv or md; by the file's ending when left out"), false}},
             exportCodebook}};
}

} // namespace antiphon::cli
