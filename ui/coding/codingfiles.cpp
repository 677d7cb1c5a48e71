#include "ui/coding/codingfiles.h"

#include "core/base/linereader.h"
#include "core/base/tablefile.h"
#include "core/coding/codebookimport.h"
#include "core/coding/codestore.h"
#include "core/coding/codingexport.h"
#include "core/coding/codingimport.h"
#include "core/coding/theorystore.h"
#include "core/exchange/codebookxlsx.h"
#include "core/exchange/qdcfile.h"
#include "core/storage/project.h"
#include "ui/coding/codebookpdf.h"
#include "ui/widgets/numbers.h"

#include <QFileInfo>

namespace antiphon {

namespace {

QString fileName(const QString& path)
{
    return QFileInfo(path).fileName();
}

QString refusedDetails(const QList<RefusedRow>& rows)
{
    QStringList lines;
    for (const RefusedRow& row : rows)
        lines << CodingDesk::tr("line %1: %2").arg(row.line).arg(row.reason);
    return lines.join(u'\n');
}

void tellImport(const WorkspaceContext& context, const Result<CodingImport>& result)
{
    if (!result)
        return; // the job list tells it
    const QString added =
        CodingDesk::tr("%1 codings added on %2 turns of %3 dialogues")
            .arg(countText(result->codings), countText(result->turns), countText(result->dialogues));
    if (result->refused.isEmpty())
        context.notify({NoticeKind::Done, added + u'.'});
    else
        context.notify({NoticeKind::Warning,
                        CodingDesk::tr("%1; %2 rows were refused, the first in line %3: %4.")
                            .arg(added, countText(result->refused.size()))
                            .arg(result->refused.first().line)
                            .arg(result->refused.first().reason),
                        refusedDetails(result->refused)});
}

void importCodingsFrom(CodingDesk& desk, const QString& path)
{
    const WorkspaceContext& context = desk.context();
    ProjectSession& session = context.session;
    context.jobs.start<CodingImport>(
        CodingDesk::tr("Importing codings from %1").arg(fileName(path)), &desk,
        [path, project = session.path(), actor = session.actor(),
         coder = desk.coder()](const JobContext& job) -> Result<CodingImport> {
            ANTIPHON_TRY_ASSIGN(const Connection connection, openProject(project));
            CodingImportRequest request{path, CodingFormat::Csv, coder, std::nullopt};
            ANTIPHON_TRY_ASSIGN(request.format, guessCodingFormat(path));
            return importCodings(connection, actor, request, job.cancel, job.progress);
        },
        [&desk, &session](const Result<CodingImport>& result) {
            session.noteChange();
            tellImport(desk.context(), result);
        },
        [](const CodingImport& result) {
            return CodingDesk::tr("%1 codings").arg(countText(result.codings));
        });
}

void importCodebookFrom(CodingDesk& desk, const QString& path)
{
    const WorkspaceContext& context = desk.context();
    ProjectSession& session = context.session;
    context.jobs.start<CodebookImport>(
        CodingDesk::tr("Importing codebook %1").arg(fileName(path)), &desk,
        [path, project = session.path(),
         actor = session.actor()](const JobContext&) -> Result<CodebookImport> {
            ANTIPHON_TRY_ASSIGN(const Connection connection, openProject(project));
            return importCodebook(connection, actor, path);
        },
        [&desk, &session](const Result<CodebookImport>& result) {
            session.noteChange();
            if (result)
                desk.context().notify(
                    {NoticeKind::Done,
                     CodingDesk::tr("%1 codes added, %2 changed.").arg(result->added).arg(result->changed)});
        });
}

using Content = std::function<Result<QByteArray>(const Connection&)>;

void writeTo(CodingDesk& desk, const QString& path, const Content& content)
{
    desk.context().jobs.start<bool>(
        CodingDesk::tr("Writing %1").arg(fileName(path)), &desk,
        [path, project = desk.context().session.path(), content](const JobContext&) -> Result<bool> {
            ANTIPHON_TRY_ASSIGN(const Connection connection, openProject(project, Access::ReadOnly));
            ANTIPHON_TRY_ASSIGN(const QByteArray bytes, content(connection));
            ANTIPHON_TRY(writeWholeFile(path, bytes));
            return true;
        },
        [&desk, path](const Result<bool>& result) {
            if (result)
                desk.context().notify({NoticeKind::Done, CodingDesk::tr("Wrote %1.").arg(fileName(path))});
        });
}

Result<QByteArray> codebookAs(const Connection& connection, const QString& path)
{
    ANTIPHON_TRY_ASSIGN(const QList<Code> codes, readCodes(connection));
    const QString name = QFileInfo(path).completeBaseName();
    const QString ending = QFileInfo(path).suffix().toLower();
    if (ending == QLatin1String("md") || ending == QLatin1String("pdf")) {
        ANTIPHON_TRY_ASSIGN(const auto incidents, incidentsToTell(connection));
        const QByteArray text = codebookMarkdown(codes, name, incidents);
        return ending == QLatin1String("md") ? text : markdownPdf(text, name);
    }
    if (ending == QLatin1String("xlsx"))
        return codebookXlsx(codes);
    if (ending == QLatin1String("qdc"))
        return codebookQdc(codes);
    return ending == QLatin1String("csv") ? codebookCsv(codes) : codebookJson(codes, name);
}

Result<QByteArray> codingsAs(const Connection& connection, bool matrix, const QString& path)
{
    ANTIPHON_TRY_ASSIGN(const auto turns, codedTurns(connection, {}));
    ANTIPHON_TRY_ASSIGN(const QList<Code> codes, readCodes(connection));
    const QByteArray csv = matrix ? codingsMatrix(turns, codes) : codingsCsv(turns);
    if (isWorkbookPath(path))
        return workbookFromCsv(csv, QFileInfo(path).completeBaseName());
    return csv;
}

} // namespace

QList<FileAct> codingFileActs(CodingDesk& desk, QWidget* parent)
{
    const FileDialogs& files = desk.context().files;
    const auto tr = [](const char* text) { return CodingDesk::tr(text); };
    const auto save = [&desk, &files,
                       parent](const QString& title, const QString& name, const QString& filter,
                               std::function<Result<QByteArray>(const Connection&, const QString&)> make) {
        files.save(parent, {title, name, filter}, [&desk, make = std::move(make)](const QString& path) {
            writeTo(desk, path,
                    [make, path](const Connection& connection) { return make(connection, path); });
        });
    };
    const QString table = tr("Table (*.csv)");
    const QString tables = tr("Table (*.csv);;Excel (*.xlsx)");
    return {{QStringLiteral("import-codings"), tr("Import codings as the coder shown"),
             [&desk, &files, parent, table, tr] {
                 files.open(parent, {tr("Import codings"), {}, table},
                            [&desk](const QString& path) { importCodingsFrom(desk, path); });
             }},
            {QStringLiteral("export-codings"), tr("Export codings"),
             [save, tables, tr] {
                 save(tr("Export codings"), QStringLiteral("codings.csv"), tables,
                      [](const Connection& connection, const QString& path) {
                          return codingsAs(connection, false, path);
                      });
             }},
            {QStringLiteral("export-matrix"), tr("Export codings as a table of 0 and 1"),
             [save, tables, tr] {
                 save(tr("Export codings"), QStringLiteral("matrix.csv"), tables,
                      [](const Connection& connection, const QString& path) {
                          return codingsAs(connection, true, path);
                      });
             }},
            {QStringLiteral("import-codebook"), tr("Import codebook"),
             [&desk, &files, parent, tr] {
                 files.open(parent, {tr("Import codebook"), {}, tr("Codebook (*.json *.csv)")},
                            [&desk](const QString& path) { importCodebookFrom(desk, path); });
             }},
            {QStringLiteral("export-codebook"), tr("Export codebook"), [save, tr] {
                 save(tr("Export codebook"), QStringLiteral("codebook.json"),
                      tr("Codebook, complete (*.json);;Table (*.csv);;Excel (*.xlsx);;Text to read "
                         "(*.md);;Pages to "
                         "print (*.pdf);;REFI-QDA codebook (*.qdc)"),
                      codebookAs);
             }}};
}

} // namespace antiphon
