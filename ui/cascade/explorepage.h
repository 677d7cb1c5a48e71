// Explore: a cascade by hand, with its pools, next values, sample tracks and the dialogue it would become.
#pragma once

#include "core/cascade/planner.h"
#include "core/cascade/pool.h"
#include "ui/cascade/catalogueloader.h"

class QSplitter;

namespace antiphon {

class CalmTable;
class CascadeSteps;
class DialogueView;
class FilterPopup;
class NextValuesList;
class SearchField;
class SectionHeader;
class TrackModel;

class ExplorePage : public QWidget
{
    Q_OBJECT
public:
    ExplorePage(const WorkspaceContext& context, CatalogueLoader& loader, QWidget* parent);

    const FilterState& state() const { return m_steps.at(m_place); }
    quint64 seed() const { return m_seed; }
    const CascadeAnswer& answer() const { return m_answer; }
    void apply(const Filter& filter);
    void setState(const FilterState& state);
    void removeFilter(int filter);
    void turnFilter(int filter);
    void goBack();
    void goForward();
    bool canGoBack() const { return m_place > 0; }
    bool canGoForward() const { return m_place + 1 < m_steps.size(); }
    void drawNextSeed();
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
    void ask();
    void show(Shown shown);
    void showNextValues();
    static Result<Shown> compute(const std::shared_ptr<const CatalogueIndex>& index, const FilterState& state,
                                 quint64 seed);

    WorkspaceContext m_context;
    CatalogueLoader& m_loader;
    QList<FilterState> m_steps{FilterState()}; // where one can go back and forward to
    qsizetype m_place = 0;
    quint64 m_seed = 1;
    CascadeAnswer m_answer;
    CascadeSteps* m_bar;
    FilterPopup* m_popup;
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
