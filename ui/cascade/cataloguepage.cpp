#include "ui/cascade/cataloguepage.h"

#include "ui/cascade/importpage.h"
#include "ui/cascade/trackpager.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/calmtable.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/panels.h"
#include "ui/widgets/searchfield.h"

#include <QComboBox>
#include <QHeaderView>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace antiphon {

CataloguePage::CataloguePage(const WorkspaceContext& context, CatalogueLoader& loader, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_loader(loader),
      m_pages(new QStackedLayout(this)),
      m_import(new ImportPage(context, this))
{
    QWidget* list = makeList();
    m_pages->addWidget(list);
    m_pages->addWidget(m_import);
    connect(m_import, &ImportPage::closed, this, [this] { m_pages->setCurrentIndex(0); });
    connect(&loader, &CatalogueLoader::cataloguesChanged, this, &CataloguePage::refresh);
    setFocusProxy(m_table);
    refresh();
}

QWidget* CataloguePage::makeList()
{
    auto* list = new QWidget(this);
    m_choice = new QComboBox(list);
    m_choice->setAccessibleName(tr("Catalogue"));
    m_choice->setMinimumWidth(200);
    m_search = new SearchField(tr("Search tracks"), list);
    m_search->setAccessibleName(tr("Search tracks"));
    m_search->setMaximumWidth(360);
    m_count = new TextLabel({}, TextSize::Caption, Tone::Muted, list);
    auto* import = new QPushButton(tr("Import…"), list);
    import->setToolTip(tr("Import tracks from TSV, CSV or JSON lines"));
    m_tracks = new TrackPager(m_context.session, this);
    m_table = new CalmTable(list);
    m_table->setFramed(true);
    m_table->setModel(m_tracks);
    m_table->setAccessibleName(tr("Tracks of the catalogue"));
    m_table->setEmptyText(tr("No track has all of these words."));
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->setColumnWidth(0, 280);
    m_table->setColumnWidth(1, 220);
    m_table->setColumnWidth(2, 64);
    auto* top = new QHBoxLayout;
    top->setSpacing(metrics::gap);
    top->addWidget(m_choice);
    top->addWidget(m_search, 1);
    top->addWidget(m_count);
    top->addStretch(1);
    top->addWidget(import);
    auto* column = new QVBoxLayout(list);
    column->setContentsMargins(metrics::padding, 12, metrics::padding, 12);
    column->setSpacing(metrics::gap);
    column->addLayout(top);
    column->addWidget(m_table, 1);
    connect(import, &QPushButton::clicked, this, &CataloguePage::importFile);
    connect(m_search, &SearchField::searchChanged, this, &CataloguePage::ask);
    connect(m_tracks, &TrackPager::counted, this,
            [this](qint64 total) { m_count->setText(tr("%1 tracks").arg(countText(total))); });
    connect(m_choice, &QComboBox::activated, this, [this](int row) { m_loader.choose(m_listed.value(row)); });
    return list;
}

void CataloguePage::refresh()
{
    m_listed.clear();
    m_choice->clear();
    for (const Catalogue& catalogue : m_loader.catalogues()) {
        m_listed << catalogue.id;
        m_choice->addItem(catalogue.name);
    }
    const Catalogue* current = m_loader.current();
    if (current)
        m_choice->setCurrentIndex(static_cast<int>(m_listed.indexOf(current->id)));
    if ((current ? current->id : CatalogueId()) != m_tracks->query().catalogue)
        ask();
}

void CataloguePage::ask()
{
    TrackQuery query = m_tracks->query();
    const Catalogue* current = m_loader.current();
    query.catalogue = current ? current->id : CatalogueId();
    query.search = m_search->text();
    m_tracks->setQuery(query);
}

void CataloguePage::importFile()
{
    m_context.files.open(this,
                         {tr("Import a catalogue"), {}, tr("Tables (*.tsv *.csv *.jsonl);;All files (*)")},
                         [this](const QString& path) { importFrom(path); });
}

void CataloguePage::importFrom(const QString& path)
{
    m_pages->setCurrentWidget(m_import);
    m_import->openFile(path);
}

void CataloguePage::focusSearch()
{
    m_search->setFocus();
    m_search->selectAll();
}

void CataloguePage::removeCatalogue()
{
    const Catalogue* current = m_loader.current();
    if (!current)
        return;
    m_context.session.edit(tr("Remove catalogue %1").arg(current->name),
                           [id = current->id](const Connection& connection) {
                               return setCatalogueState(connection, id, CatalogueState::Removed);
                           });
}

} // namespace antiphon
