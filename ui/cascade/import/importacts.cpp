// What the import page does in the background and with files.
#include "core/base/linereader.h"
#include "core/catalogue/cataloguestore.h"
#include "core/catalogue/importpreview.h"
#include "core/storage/project.h"
#include "ui/cascade/import/columntable.h"
#include "ui/cascade/import/importfindings.h"
#include "ui/cascade/import/importpage.h"
#include "ui/cascade/import/jobline.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/panels.h"

#include <QFileInfo>
#include <QLineEdit>

namespace antiphon {

namespace {

constexpr int rowsRead = 30;
constexpr qint64 rowsPreviewed = 10'000;
constexpr qint64 mapBytes = 16 * 1024 * 1024;

QString importNote(const CatalogueImport& import)
{
    const QString stored =
        ImportPage::tr("%1 imported; Ctrl+Z takes them back")
            .arg(countedText(import.catalogue.tracks, ImportPage::tr("track"), ImportPage::tr("tracks")));
    return import.rejected == 0 ? stored
                                : ImportPage::tr("%1; %2 refused")
                                      .arg(stored, countedText(import.rejected, ImportPage::tr("row was"),
                                                               ImportPage::tr("rows were")));
}

} // namespace

void ImportPage::chooseFile()
{
    m_context.files.open(
        this, {tr("Import a catalogue"), {}, tr("Tables (*.tsv *.csv *.jsonl *.gz *.zst);;All files (*)")},
        [this](const QString& path) { openFile(path); });
}

void ImportPage::openFile(const QString& path)
{
    if (m_stage == Stage::Running)
        return m_context.notify({NoticeKind::Warning, tr("An import runs. Stop it, or wait for its end.")});
    m_path = path;
    m_previewed.cancel();
    m_context.session.readAside<TablePreview>(
        this, [path](const Connection&) { return previewTable(path, rowsRead); },
        [this, path](Result<TablePreview> preview) {
            if (path != m_path || m_stage == Stage::Running)
                return;
            if (preview)
                show(*preview);
            else
                refuseFile(preview.error());
        },
        QStringLiteral("cascade.importtable"));
}

void ImportPage::previewSoon()
{
    m_previewed.cancel(); // it is about another map
    m_previewTimer.start();
}

void ImportPage::preview()
{
    m_previewed.cancel();
    m_previewed = CancelToken();
    if (!m_busy->isBusy())
        m_busy->begin();
    const CatalogueMap wanted = map();
    if (wanted.id.isEmpty())
        return showPreview(fail(ErrorCode::NotPossible, tr("a preview"),
                                tr("choose \"track id\" for the column that holds the ids")));
    m_context.session.readAside<ImportPreview>(
        this,
        [path = m_path, wanted, token = m_previewed](const Connection&) -> Result<ImportPreview> {
            ANTIPHON_TRY_ASSIGN(const CatalogueMap checked, checkedMap(wanted, ImportPage::tr("The map")));
            return previewImport(path, checked, rowsPreviewed, token);
        },
        [this, token = m_previewed](Result<ImportPreview> preview) {
            if (!token.isCancelled() && m_stage == Stage::Mapping)
                showPreview(preview);
        },
        QStringLiteral("cascade.importpreview"));
}

void ImportPage::loadMap()
{
    if (m_stage != Stage::Mapping)
        return;
    m_context.files.open(
        this, {tr("Open a map"), {}, tr("Map (*.json);;All files (*)")}, [this](const QString& path) {
            const auto json = readWholeFile(path, mapBytes);
            const auto map = json ? catalogueMapFromJson(*json, path, QFileInfo(path).absolutePath())
                                  : Result<CatalogueMap>(fail(json.error()));
            if (map)
                applyMap(*map);
            else
                m_context.notify(noticeOf(map.error()));
        });
}

void ImportPage::saveMap()
{
    if (m_stage != Stage::Mapping)
        return;
    m_context.files.save(this, {tr("Save the map"), QStringLiteral("map.json"), tr("Map (*.json)")},
                         [this](const QString& path) {
                             const auto checked = checkedMap(map(), tr("The map"));
                             const auto written = checked ? writeWholeFile(path, catalogueMapJson(*checked))
                                                          : Result<void>(fail(checked.error()));
                             if (!written)
                                 m_context.notify(noticeOf(written.error()));
                         });
}

void ImportPage::startImport()
{
    if (m_stage != Stage::Mapping)
        return;
    // The same checks as for a map from a file.
    const auto checked = checkedMap(map(), tr("The map"));
    if (!checked)
        return m_context.notify(noticeOf(checked.error()));
    m_previewTimer.stop();
    m_previewed.cancel();
    if (m_busy->isBusy())
        m_busy->end();
    setStage(Stage::Running);
    const JobNumber started = m_context.jobs.start<CatalogueImport>(
        tr("Importing %1").arg(QFileInfo(m_path).fileName()), this,
        [path = m_context.session.path(), actor = m_context.session.actor(), file = m_path, map = *checked,
         name = m_name->text().trimmed()](const JobContext& job) -> Result<CatalogueImport> {
            ANTIPHON_TRY_ASSIGN(const Connection connection, openProject(path));
            return importCatalogue(connection, actor, file, map, name, job.cancel, job.progress);
        },
        [this](Result<CatalogueImport> import) { finish(import); },
        [](const CatalogueImport& import) {
            return tr("%1 tracks, %2 values")
                .arg(countText(import.catalogue.tracks), countText(import.catalogue.values));
        });
    m_job->watch(started);
}

void ImportPage::finish(const Result<CatalogueImport>& import)
{
    if (!import) {
        setStage(Stage::Mapping);
        m_columns->setFocus();
        previewSoon();
        if (import.error().code == ErrorCode::Cancelled)
            return m_context.notify({NoticeKind::Info, tr("The import was stopped; nothing was imported.")});
        return m_context.notify(noticeOf(import.error()));
    }
    m_imported = import->catalogue.id;
    m_context.session.noteChange();
    Q_EMIT imported(m_imported);
    const bool isWhole = import->rejected == 0;
    m_context.notify({isWhole ? NoticeKind::Done : NoticeKind::Warning, importNote(*import)});
    setStage(Stage::Imported);
    if (isWhole)
        return leave();
    m_findings->showImport(*import);
    m_import->setFocus();
}

// Undo takes the import away: then its map can be mended.
void ImportPage::seeWhetherItIsThere()
{
    if (m_stage != Stage::Imported)
        return;
    m_context.session.read<Catalogue>(
        this, [id = m_imported](const Connection& connection) { return readCatalogue(connection, id); },
        [this](Result<Catalogue> catalogue) {
            if (m_stage != Stage::Imported || (catalogue && catalogue->state == CatalogueState::Ready))
                return;
            setStage(Stage::Mapping);
            previewSoon();
        },
        QStringLiteral("cascade.imported"));
}

} // namespace antiphon
