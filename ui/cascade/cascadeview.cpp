#include "ui/cascade/cascadeview.h"

#include "ui/cascade/cataloguepage.h"
#include "ui/cascade/diagnostics/diagnosticspage.h"
#include "ui/cascade/explorepage.h"
#include "ui/cascade/import/importpage.h"
#include "ui/cascade/planspage.h"
#include "ui/cascade/recipe/recipepage.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/panels.h"
#include "ui/widgets/tabstrip.h"

#include <QDropEvent>
#include <QMimeData>
#include <QStackedLayout>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace antiphon {

namespace {

// The file that was dropped; empty for a project, which the window opens.
QString droppedTable(const QMimeData& data)
{
    const QString path = data.hasUrls() ? data.urls().constFirst().toLocalFile() : QString();
    return path.endsWith(QLatin1String(".antiphon")) ? QString() : path;
}

} // namespace

CascadeView::CascadeView(const WorkspaceContext& context, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_loader(new CatalogueLoader(context, this)),
      m_stack(new QStackedLayout(this)),
      m_tabs(new TabStrip(this)),
      m_pages(new QStackedWidget(this)),
      m_explore(new ExplorePage(context, *m_loader, this)),
      m_recipe(new RecipePage(context, *m_loader, this)),
      m_plans(new PlansPage(context, *m_loader, this)),
      m_diagnostics(new DiagnosticsPage(context, *m_loader, this)),
      m_tracks(new CataloguePage(context, *m_loader, this))
{
    setAccessibleName(tr("Cascade"));
    setAcceptDrops(true);
    m_tabs->addPage(tr("Explore"));
    m_tabs->addPage(tr("Recipe"));
    m_tabs->addPage(tr("Plans"));
    m_tabs->addPage(tr("Diagnostics"));
    m_tabs->addPage(tr("Catalogue"));
    for (QWidget* page :
         {static_cast<QWidget*>(m_explore), static_cast<QWidget*>(m_recipe), static_cast<QWidget*>(m_plans),
          static_cast<QWidget*>(m_diagnostics), static_cast<QWidget*>(m_tracks)})
        m_pages->addWidget(page);
    connect(m_tabs, &QTabBar::currentChanged, m_pages, &QStackedWidget::setCurrentIndex);

    auto* full = new QWidget(this);
    auto* column = new QVBoxLayout(full);
    column->setContentsMargins({});
    column->setSpacing(0);
    auto* strip = new QHBoxLayout;
    strip->setContentsMargins(metrics::padding, 10, metrics::padding, 0);
    strip->addWidget(m_tabs);
    strip->addStretch(1);
    column->addLayout(strip);
    column->addWidget(m_pages, 1);

    auto* empty = new EmptyView(QStringLiteral("cascade"),
                                tr("A catalogue of tracks with their genres, moods and years is what "
                                   "cascades and plans are made from."),
                                this);
    connect(empty->setButton(tr("Import a catalogue…")), &QPushButton::clicked, this,
            &CascadeView::importCatalogue);
    connect(empty->setLink(tr("How catalogues are made")), &QPushButton::clicked, this,
            [this] { m_context.navigate(QStringLiteral("guide"), QStringLiteral("cascade")); });
    m_stack->addWidget(new QWidget(this)); // until the project has answered
    m_stack->addWidget(empty);
    m_stack->addWidget(full);
    connect(m_loader, &CatalogueLoader::cataloguesChanged, this, &CascadeView::refresh);
    connect(m_tracks, &CataloguePage::cascadeAsked, this, [this](const FilterState& state) {
        showPage(Explore);
        m_explore->setState(state);
    });
    connect(m_tracks, &CataloguePage::importAsked, this, &CascadeView::importCatalogue);
    connect(m_tracks->importPage(), &ImportPage::closed, this, [this] {
        m_isImporting = false;
        refresh();
    });
    connect(m_recipe, &RecipePage::useRequested, this, [this](RecipeId version) {
        m_plans->useRecipe(version);
        showPage(Plans);
    });
    setFocusProxy(m_explore);
}

void CascadeView::refresh()
{
    const bool hasCatalogue = !m_loader->catalogues().isEmpty();
    m_stack->setCurrentIndex(!m_loader->isKnown() ? 0 : hasCatalogue || m_isImporting ? 2 : 1);
}

void CascadeView::showPage(Page page)
{
    m_tabs->setCurrentIndex(page);
    setFocusProxy(m_pages->widget(page));
    m_pages->widget(page)->setFocus();
}

CascadeView::Page CascadeView::page() const
{
    return static_cast<Page>(m_tabs->currentIndex());
}

void CascadeView::showImport()
{
    m_isImporting = true;
    refresh();
    showPage(Tracks);
    m_tracks->showImport();
}

void CascadeView::importCatalogue()
{
    showImport();
    m_tracks->importPage()->chooseFile();
}

void CascadeView::importFrom(const QString& path)
{
    showImport();
    m_tracks->importPage()->openFile(path);
}

void CascadeView::joinCatalogues()
{
    showPage(Tracks);
    m_tracks->showJoin();
}

void CascadeView::dragEnterEvent(QDragEnterEvent* event)
{
    if (!droppedTable(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void CascadeView::dropEvent(QDropEvent* event)
{
    const QString path = droppedTable(*event->mimeData());
    if (path.isEmpty())
        return;
    event->acceptProposedAction();
    importFrom(path);
}

} // namespace antiphon
