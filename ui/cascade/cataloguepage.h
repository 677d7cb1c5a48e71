// Catalogue: its tracks, searched, filtered, sorted and corrected, and the import of another one.
#pragma once

#include "core/cascade/trackanswer.h"
#include "core/catalogue/similaritystore.h"
#include "ui/cascade/catalogueloader.h"

class QComboBox;
class QPushButton;
class QSplitter;
class QStackedLayout;

namespace antiphon {

class BusyBar;
class CalmTable;
class ChipBar;
class FacetPanel;
class ImportPage;
class JoinPage;
class SearchField;
class TextLabel;
class TrackDesk;
class TrackPanel;
class TrackTableModel;

class CataloguePage : public QWidget
{
    Q_OBJECT
public:
    CataloguePage(const WorkspaceContext& context, CatalogueLoader& loader, QWidget* parent);
    void showImport();
    void showJoin();
    bool showsTracks() const; // neither import nor join
    bool isImporting() const;
    void importSimilarity(SimilarityTarget target, SimilarityKind kind); // asks for a file first
    void focusSearch();
    void focusFacets();
    void removeCatalogue();
    void exportTracks();
    void startEdit();
    void sortByNext(); // the column behind the one that the table is sorted by
    void turnOrder();
    void clearFilters();
    void exploreFilters();
    ImportPage* importPage() const { return m_import; }
    JoinPage* joinPage() const { return m_join; }
    const FilterState& state() const { return m_question.state; }
    void setState(const FilterState& state);
    QJsonObject saveState() const;
    void restoreState(const QJsonObject& json);

Q_SIGNALS:
    void importAsked();
    void cascadeAsked(const antiphon::FilterState& state);

private:
    struct Answer
    {
        TrackQuestion question;
        Roaring pool;
        std::vector<quint32> rows;
    };
    QWidget* makePage();
    QLayout* makeTop(QWidget* page);
    QWidget* makeTable(QWidget* page);
    void connectParts();
    void refresh();
    void readList();
    void ask();
    void show(Answer answer);
    void showChips();
    void turnFilter(const Filter& filter);
    void chooseRange(const QString& type, const QString& range);
    void showTracks();
    void showExploring(const Track& track);
    void setBusy(bool busy);

    WorkspaceContext m_context;
    CatalogueLoader& m_loader;
    QStackedLayout* m_pages;
    ImportPage* m_import = nullptr;
    JoinPage* m_join = nullptr;
    QPushButton* m_joinButton = nullptr; // made with the page
    QComboBox* m_choice = nullptr;
    SearchField* m_search = nullptr;
    TextLabel* m_count = nullptr;
    QPushButton* m_explore = nullptr;
    BusyBar* m_busy = nullptr;
    ChipBar* m_chips = nullptr;
    FacetPanel* m_facets = nullptr;
    TrackTableModel* m_tracks = nullptr;
    CalmTable* m_table = nullptr;
    TrackPanel* m_panel = nullptr;
    TrackDesk* m_desk = nullptr;
    QSplitter* m_splitter = nullptr;
    QList<CatalogueId> m_listed;
    CatalogueId m_shown; // whose filters and search these are
    std::shared_ptr<const TrackList> m_list;
    TrackQuestion m_question;
    TrackOrder m_order;
};

} // namespace antiphon
