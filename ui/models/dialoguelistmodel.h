// The dialogues of a query as a table that pages in the background.
#pragma once

#include "core/corpus/corpusstore.h"
#include "core/jobs/projectsession.h"

#include <QAbstractTableModel>
#include <QCache>

#include <memory>

namespace antiphon {

// Holds the order of the whole result as ids (16 bytes a row) and the rows of a few pages around what is
// shown. Both are read off the GUI thread: a row that is not there yet is empty and fills in by itself.
// Without a search the first page is shown at once and the rest of the order joins it.
// Follows the project: an edit that leaves the sources alone costs one small question.
class DialogueListModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { IdColumn, SourceColumn, TurnsColumn, TracksColumn, FirstWordsColumn, ColumnCount };
    enum Role { DialogueIdRole = Qt::UserRole };
    static constexpr int pageSize = 128;
    static constexpr int keptPages = 8;
    static constexpr int notSorted = -1;

    explicit DialogueListModel(ProjectSession& session, QObject* parent = nullptr);

    void setSource(std::optional<SourceId> source);
    void setSearch(const QString& search);
    const std::optional<SourceId>& source() const { return m_source; }
    const QString& search() const { return m_search; }
    // The question that the rows answer. Sorted by no column: as imported, or by relevance in a search.
    DialogueQuery query() const;
    int sortColumn() const { return m_sortColumn; }
    Qt::SortOrder sortOrder() const { return m_sortOrder; }

    bool isLoading() const { return m_loading; }
    int keptRows() const; // how many rows are in memory
    DialogueId dialogueAt(int row) const;
    int rowOf(DialogueId dialogue) const; // -1: not in the list
    const DialogueSummary* summaryAt(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

Q_SIGNALS:
    void loadingChanged(bool loading);
    void firstPageShown(); // the rows are the first of query(); more will follow
    void loaded();         // the rows answer query() now
    void failed(const antiphon::Error& error);

private:
    using Page = QList<DialogueSummary>;
    struct Answer
    {
        bool unchanged = false;
        QStringList signature; // of the ready sources: equal ones give an equal order
        QHash<SourceId, QString> sourceNames;
        QList<DialogueId> order;
        Page firstPage;
        bool hasMore = false; // `order` holds the ids of the first page only
    };
    enum class Asked { Anew, AfterChange };
    enum class Part { FirstPage, Whole };

    static Result<Answer> askOrder(const Connection& connection, const DialogueQuery& query, Part part,
                                   const QStringList& known);
    void reload(Asked asked);
    void ask(Part part, const QStringList& known);
    void answered(Result<Answer> answer);
    void take(Answer answer);
    void takeRest(const QList<DialogueId>& order);
    bool beginsLikeShown(const QList<DialogueId>& order) const;
    void wantPage(int page) const;
    void fetchWanted();
    void takePages(const QList<int>& numbers, const QList<DialogueSummary>& rows);
    QVariant text(const DialogueSummary& row, int column) const;

    ProjectSession& m_session;
    std::optional<SourceId> m_source;
    QString m_search;
    int m_sortColumn = notSorted;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;

    QList<DialogueId> m_order;
    QStringList m_signature;
    QHash<SourceId, QString> m_sourceNames;
    mutable QCache<int, Page> m_pages{keptPages};
    mutable QList<int> m_wanted; // newest last
    mutable bool m_fetchPosted = false;
    bool m_fetching = false;
    bool m_loading = false;
    bool m_restMissing = false; // only the first page is shown
    int m_question = 0;         // answers to older ones are dropped
    int m_orderNumber = 0;      // so are pages of an older order
};

} // namespace antiphon
