// Explore: a cascade by hand, with its pools, next values, sample tracks and the dialogue it would become.
#pragma once

#include "core/cascade/cascadestore.h"
#include "core/cascade/planner.h"
#include "core/cascade/pool.h"
#include "ui/cascade/catalogueloader.h"

class QMenu;
class QPushButton;
class QSplitter;
class QStackedWidget;

namespace antiphon {

class CalmTable;
class CascadeCompare;
class CascadeShelf;
class CascadeSteps;
class ContactSheetView;
class DialogueView;
class ExploreCharts;
class FilterPopup;
class NextValuesList;
class SearchField;
class SectionHeader;
class TabStrip;
class TrackModel;

class ExplorePage : public QWidget
{
    Q_OBJECT
public:
    // What stands between the next values and the dialogue.
    enum Middle { Sample, Charts, Compare, Sheet };
    ExplorePage(const WorkspaceContext& context, CatalogueLoader& loader, QWidget* parent);

    const FilterState& state() const { return m_steps.at(m_place); }
    quint64 seed() const { return m_seed; }
    const CascadeAnswer& answer() const { return m_answer; }
    void apply(const Filter& filter);
    void setState(const FilterState& state);
    void removeFilter(int filter);
    void turnFilter(int filter);
    void moveFilter(int from, int to);
    void refuseSample();   // the tracks of the sample leave
    void continueSample(); // the tracks of the sample are seen
    void goBack();
    void goForward();
    bool canGoBack() const { return m_place > 0; }
    bool canGoForward() const { return m_place + 1 < m_steps.size(); }
    void drawNextSeed();
    void setSeed(quint64 seed);
    void showMiddle(Middle middle);
    Middle middle() const;
    // Keeps the cascade as it stands, to be compared with what becomes of it.
    void fork();
    void exchangeFork(); // the kept one in hand, this one kept
    void closeFork();
    const std::optional<FilterState>& kept() const { return m_kept; }
    void openShelf();
    void copyAsRecipeStep() const;
    void useInRecipe(); // on the recipe page, as a start of its plans
    void openFilterPopup();
    void focusSearch();
    QJsonObject saveState() const;
    void restoreState(const QJsonObject& state);

Q_SIGNALS:
    void answered();

private:
    struct Shown
    {
        CascadeAnswer answer;
        QList<Track> sample;
        Plan plan;
    };
    QWidget* makeNextValues();
    QWidget* makeSample();
    QWidget* makeDialogue();
    QWidget* makeTop();
    QWidget* makeMiddle();
    QMenu* makeMenu();
    void connectShelf();
    void readCascades();
    void saveCascadeAs(const QString& name);
    void openCascade(const Cascade& cascade);
    void tryOrder(const QList<Filter>& order);
    void showMiddlePage();
    void forgetFailed(const Error& error);
    void ask();
    void show(Shown shown);
    void showNextValues();
    static Result<Shown> compute(const std::shared_ptr<const CatalogueIndex>& index, const FilterState& state,
                                 quint64 seed, const FilterSets& former);

    WorkspaceContext m_context;
    CatalogueLoader& m_loader;
    QList<FilterState> m_steps{FilterState()}; // where one can go back and forward to
    qsizetype m_place = 0;
    quint64 m_seed = 1;
    CascadeAnswer m_answer;
    std::shared_ptr<const CatalogueIndex> m_answered; // the index that the answer is of
    std::optional<FilterState> m_kept;
    QString m_keptName; // where it is a named cascade
    CascadeSteps* m_bar;
    FilterPopup* m_popup;
    CascadeShelf* m_shelf;
    QPushButton* m_more = nullptr;
    TabStrip* m_tabs = nullptr;
    QStackedWidget* m_middle = nullptr;
    ExploreCharts* m_charts = nullptr;
    CascadeCompare* m_compare = nullptr;
    ContactSheetView* m_sheet = nullptr;
    SearchField* m_search = nullptr;
    NextValuesList* m_next = nullptr;
    SectionHeader* m_sampleHeader = nullptr;
    SectionHeader* m_dialogueHeader = nullptr;
    TrackModel* m_tracks = nullptr;
    CalmTable* m_table = nullptr;
    DialogueView* m_dialogue = nullptr;
    QSplitter* m_splitter = nullptr;
};

} // namespace antiphon
