#include "app/cli/verbs.h"
#include "core/base/linereader.h"
#include "core/coding/codebookimport.h"
#include "core/coding/codestore.h"
#include "core/coding/theorystore.h"
#include "core/exchange/codebookxlsx.h"
#include "core/exchange/qdcfile.h"
#include "core/taxonomy/taxonomystore.h"

#include <QFileInfo>
#include <QJsonArray>

namespace antiphon::cli {

namespace {

// A .qdc by the exchange, the others by their own readers.
Result<QdcImport> importedFrom(const Connection& connection, const Actor& actor, const QString& path)
{
    if (path.endsWith(QLatin1String(".qdc"), Qt::CaseInsensitive))
        return importQdc(connection, actor, path);
    ANTIPHON_TRY_ASSIGN(const CodebookImport codes, importCodebook(connection, actor, path));
    return QdcImport{codes, {}};
}

Result<Answer> importCodebookVerb(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.openProject());
    ANTIPHON_TRY_ASSIGN(const QdcImport import,
                        importedFrom(connection, call.actor, call.arguments.positional.first()));
    const CodebookImport& result = import.codes;
    QString text = QStringLiteral("%1 codes added, %2 changed, %3 as they were")
                       .arg(result.added)
                       .arg(result.changed)
                       .arg(result.unchanged);
    for (const QString& loss : import.losses)
        text += QStringLiteral("\n  Note: %1").arg(loss);
    return Answer{{{QStringLiteral("codes"), result.added + result.changed + result.unchanged},
                   {QStringLiteral("added"), result.added},
                   {QStringLiteral("changed"), result.changed},
                   {QStringLiteral("unchanged"), result.unchanged},
                   {QStringLiteral("losses"), QJsonArray::fromStringList(import.losses)}},
                  text};
}

Result<QByteArray> codebookAs(const Connection& connection, const QString& format, const QList<Code>& codes,
                              const QString& name)
{
    if (format == QLatin1String("json"))
        return codebookJson(codes, name);
    if (format == QLatin1String("csv"))
        return codebookCsv(codes);
    if (format == QLatin1String("md")) {
        ANTIPHON_TRY_ASSIGN(const auto incidents, incidentsToTell(connection));
        return codebookMarkdown(codes, name, incidents);
    }
    if (format == QLatin1String("qdc"))
        return codebookQdc(codes);
    if (format == QLatin1String("xlsx"))
        return codebookXlsx(codes);
    if (format == QLatin1String("pdf"))
        return fail(ErrorCode::NotPossible, QStringLiteral("A codebook as PDF"),
                    QStringLiteral("the window sets it: Export codebook in its menu, with a name in .pdf"));
    return fail(ErrorCode::InvalidValue, QStringLiteral("--format %1").arg(format),
                QStringLiteral("a codebook is written as json, csv, md, qdc or xlsx"));
}

Result<Answer> exportCodebook(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.readProject());
    ANTIPHON_TRY_ASSIGN(QList<Code> codes, readCodes(connection));
    const QString version = call.arguments.value(QStringLiteral("taxonomy"));
    if (!version.isEmpty()) {
        ANTIPHON_TRY_ASSIGN(const TaxonomyVersion published, taxonomyCalled(connection, version));
        codes = inTreeOrder(published.content.codebook.codes);
    }
    const QString path = call.arguments.value(QStringLiteral("out"));
    const QString format = call.arguments.value(QStringLiteral("format"), QFileInfo(path).suffix().toLower());
    const QString name = QFileInfo(call.projectPath).completeBaseName();
    ANTIPHON_TRY_ASSIGN(const QByteArray content, codebookAs(connection, format, codes, name));
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
             QStringLiteral("codes with their definitions, from .json, .csv or .qdc"),
             QStringLiteral("antiphon-cli import codebook codes.csv --project evening.antiphon"),
             {},
             importCodebookVerb},
            {{QStringLiteral("export"), QStringLiteral("codebook")},
             {},
             0,
             0,
             QStringLiteral("the codebook as JSON, CSV, Markdown, workbook or REFI-QDA"),
             QStringLiteral(
                 "antiphon-cli export codebook --format md --out codebook.md --project evening.antiphon"),
             {{QStringLiteral("out"), QStringLiteral("FILE"), QStringLiteral("where to write"), true},
              {QStringLiteral("format"), QStringLiteral("F"),
               QStringLiteral("json, csv, md, qdc or xlsx; by the file's ending when left out"), false},
              {QStringLiteral("taxonomy"), QStringLiteral("V"),
               QStringLiteral("as it was published under this name"), false}},
             exportCodebook}};
}

} // namespace antiphon::cli
