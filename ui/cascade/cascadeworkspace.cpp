#include "ui/cascade/cascadeworkspace.h"

#include "ui/cascade/cascadeview.h"
#include "ui/cascade/cataloguepage.h"
#include "ui/cascade/diagnostics/diagnosticscommands.h"
#include "ui/cascade/explorecommands.h"
#include "ui/cascade/explorepage.h"
#include "ui/cascade/import/importcommands.h"
#include "ui/cascade/planspage.h"
#include "ui/cascade/recipe/recipecommands.h"
#include "ui/cascade/recipe/recipepage.h"

#include <QCoreApplication>
#include <QPointer>

namespace antiphon {

namespace {

class CascadeWorkspace : public Workspace
{
    Q_DECLARE_TR_FUNCTIONS(CascadeWorkspace)
public:
    QString id() const override { return QStringLiteral("cascade"); }
    QString title() const override { return tr("Cascade"); }
    QString iconName() const override { return QStringLiteral("cascade"); }
    QWidget* createView(QWidget* parent, const WorkspaceContext& context) override
    {
        m_view = new CascadeView(context, parent);
        return m_view;
    }
    QList<Command> commands() override;
    QJsonObject saveState() const override
    {
        if (!m_view)
            return {};
        return {{QStringLiteral("page"), static_cast<int>(m_view->page())},
                {QStringLiteral("explore"), m_view->explore().saveState()},
                {QStringLiteral("recipe"), m_view->recipe().saveState()},
                {QStringLiteral("tracks"), m_view->tracks().saveState()}};
    }
    void restoreState(const QJsonObject& state) override
    {
        const int page = state.value(QStringLiteral("page")).toInt();
        m_view->showPage(static_cast<CascadeView::Page>(std::clamp(page, 0, int(CascadeView::Tracks))));
        m_view->recipe().restoreState(state.value(QStringLiteral("recipe")).toObject());
        m_view->explore().restoreState(state.value(QStringLiteral("explore")).toObject());
        m_view->tracks().restoreState(state.value(QStringLiteral("tracks")).toObject());
    }
    void navigate(const QString& target) override
    {
        if (target == QLatin1String("plans"))
            m_view->showPage(CascadeView::Plans);
        else if (target.startsWith(QLatin1String("recipe")))
            navigateRecipe(target);
        else if (target == QLatin1String("diagnostics"))
            m_view->showPage(CascadeView::Diagnostics);
        else if (target == QLatin1String("catalogue"))
            m_view->showPage(CascadeView::Tracks);
        else if (target == QLatin1String("import"))
            m_view->importCatalogue();
        else if (target == QLatin1String("join"))
            m_view->joinCatalogues();
        else
            m_view->showPage(CascadeView::Explore);
    }

private:
    bool isOn(CascadeView::Page page) const { return m_view && m_view->page() == page; }
    void navigateRecipe(const QString& target);
    void nextInHand();
    void formerInHand();
    void search();
    void clear();
    QList<Command> similarityCommands();
    QPointer<CascadeView> m_view;
};

// "recipe", or "recipe/start/genre:rock, !mood:sad" with a cascade that plans are to begin with.
void CascadeWorkspace::navigateRecipe(const QString& target)
{
    const QString start = QStringLiteral("recipe/start/");
    m_view->showPage(CascadeView::Recipe);
    if (target.startsWith(start))
        addStartTo(m_view->recipe(), target.mid(start.size()));
}

// N: the next seed where one explores, the next plan where one reads plans.
void CascadeWorkspace::nextInHand()
{
    if (isOn(CascadeView::Plans))
        m_view->plans().showPlan(m_view->plans().shownPlan() + 1);
    else if (isOn(CascadeView::Recipe))
        showNextPlan(m_view->recipe(), 1);
    else
        m_view->explore().drawNextSeed();
}

void CascadeWorkspace::formerInHand()
{
    if (isOn(CascadeView::Plans))
        m_view->plans().showPlan(m_view->plans().shownPlan() - 1);
    else if (isOn(CascadeView::Recipe))
        showNextPlan(m_view->recipe(), -1);
}

void CascadeWorkspace::search()
{
    if (isOn(CascadeView::Tracks))
        m_view->tracks().focusSearch();
    else
        m_view->explore().focusSearch();
}

void CascadeWorkspace::clear()
{
    if (isOn(CascadeView::Tracks))
        m_view->tracks().clearFilters();
    else
        m_view->explore().setState({});
}

QList<Command> CascadeWorkspace::similarityCommands()
{
    const auto command = [this](const char* id, const QString& label, SimilarityTarget target,
                                SimilarityKind kind) {
        return Command{QString::fromLatin1(id), label, {}, [this, target, kind] {
                           m_view->showPage(CascadeView::Tracks);
                           m_view->tracks().importSimilarity(target, kind);
                       }};
    };
    return {command("import-near-tracks", tr("Import a list of similar tracks…"), SimilarityTarget::Tracks,
                    SimilarityKind::List),
            command("import-near-artists", tr("Import a list of similar artists…"), SimilarityTarget::Artists,
                    SimilarityKind::List),
            command("import-track-vectors", tr("Import embeddings of tracks…"), SimilarityTarget::Tracks,
                    SimilarityKind::Embedding),
            command("import-artist-vectors", tr("Import embeddings of artists…"), SimilarityTarget::Artists,
                    SimilarityKind::Embedding)};
}

QList<Command> CascadeWorkspace::commands()
{
    const auto on = [this](CascadeView::Page page) { return [this, page] { return isOn(page); }; };
    const auto onTracks = [this] { return isOn(CascadeView::Tracks) && m_view->tracks().showsTracks(); };
    QList<Command> all{
        {QStringLiteral("add-filter"), tr("Add a filter"), QKeySequence(Qt::Key_F),
         [this] { m_view->explore().openFilterPopup(); }, on(CascadeView::Explore)},
        {QStringLiteral("next"), tr("Next seed or plan"), QKeySequence(Qt::Key_N), [this] { nextInHand(); },
         [this] { return !isOn(CascadeView::Tracks) && !isOn(CascadeView::Diagnostics); }},
        {QStringLiteral("former"), tr("Former plan"), QKeySequence(Qt::Key_P), [this] { formerInHand(); },
         [this] { return isOn(CascadeView::Plans) || isOn(CascadeView::Recipe); }},
        {QStringLiteral("back"), tr("Back to the cascade before"), QKeySequence(Qt::ALT | Qt::Key_Left),
         [this] { m_view->explore().goBack(); },
         [this] { return isOn(CascadeView::Explore) && m_view->explore().canGoBack(); }},
        {QStringLiteral("forward"), tr("Forward to the cascade after"), QKeySequence(Qt::ALT | Qt::Key_Right),
         [this] { m_view->explore().goForward(); },
         [this] { return isOn(CascadeView::Explore) && m_view->explore().canGoForward(); }},
        {QStringLiteral("clear"), tr("Take all filters away"), QKeySequence(Qt::SHIFT | Qt::Key_X),
         [this] { clear(); }, [this, onTracks] { return isOn(CascadeView::Explore) || onTracks(); }},
        {QStringLiteral("search"), tr("Search values or tracks"), QKeySequence(Qt::Key_Slash),
         [this] { search(); }, [this, onTracks] { return isOn(CascadeView::Explore) || onTracks(); }},
        {QStringLiteral("explore"),
         tr("Explore a cascade"),
         {},
         [this] { m_view->showPage(CascadeView::Explore); }},
        {QStringLiteral("plans"), tr("Show plans"), {}, [this] { m_view->showPage(CascadeView::Plans); }},
        {QStringLiteral("catalogue"),
         tr("Show the catalogue"),
         {},
         [this] { m_view->showPage(CascadeView::Tracks); }},
        {QStringLiteral("edit-track"), tr("Edit the track"), QKeySequence(Qt::Key_E),
         [this] { m_view->tracks().startEdit(); }, onTracks},
        {QStringLiteral("sort-tracks"), tr("Sort tracks by the next column"), QKeySequence(Qt::Key_S),
         [this] { m_view->tracks().sortByNext(); }, onTracks},
        {QStringLiteral("turn-tracks"), tr("Turn the order of tracks round"),
         QKeySequence(Qt::SHIFT | Qt::Key_S), [this] { m_view->tracks().turnOrder(); }, onTracks},
        {QStringLiteral("values"),
         tr("Go to the values of the tracks"),
         {},
         [this] { m_view->tracks().focusFacets(); },
         onTracks},
        {QStringLiteral("export-tracks"),
         tr("Export the tracks in sight…"),
         {},
         [this] { m_view->tracks().exportTracks(); },
         onTracks},
        {QStringLiteral("explore-tracks"),
         tr("Show these filters in Explore"),
         {},
         [this] { m_view->tracks().exploreFilters(); },
         onTracks},
        {QStringLiteral("remove-catalogue"),
         tr("Remove the catalogue"),
         {},
         [this] { m_view->tracks().removeCatalogue(); },
         onTracks},
        {QStringLiteral("remove-plans"),
         tr("Remove the plans"),
         {},
         [this] { m_view->plans().removeSet(); },
         on(CascadeView::Plans)},
    };
    all += importCommands([this]() -> CascadeView* { return m_view; });
    all += similarityCommands();
    all += exploreCommands(on(CascadeView::Explore), [this] { return &m_view->explore(); });
    all += recipeCommands(
        on(CascadeView::Recipe), [this] { return &m_view->recipe(); },
        [this] { m_view->showPage(CascadeView::Recipe); });
    all += diagnosticsCommands([this]() -> CascadeView* { return m_view; });
    return all;
}

} // namespace

std::unique_ptr<Workspace> makeCascadeWorkspace()
{
    return std::make_unique<CascadeWorkspace>();
}

} // namespace antiphon
