// The samples of a run as a table: numbers from columns in memory, words read when they come into sight.
#pragma once

#include "core/generation/samplereading.h"
#include "core/generation/sampletable.h"
#include "core/jobs/projectsession.h"

#include <QAbstractTableModel>
#include <QHash>
#include <QSet>

namespace antiphon {

// Sorts and filters in the background; rows stay as they are until the new ones are there.
class SampleListModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    // Behind FirstKind comes a column for every further kind of check, then the first words.
    enum Column { Number, State, Turns, WordCount, Recall, FirstKind };
    static constexpr int Preview = FirstKind + checkKinds;
    static constexpr int ColumnCount = Preview + 1;

    SampleListModel(ProjectSession& session, QObject* parent);
    // Another run, or the same as it is now: asks again what is there and what people decided.
    void setRun(const std::optional<Run>& run);
    const std::optional<Run>& run() const { return m_run; }
    void setFilter(const SampleFilter& filter);
    const SampleFilter& filter() const { return m_filter; }
    void sort(int column, Qt::SortOrder order) override;

    qint64 planOf(int row) const; // -1 where there is no such row
    int rowOfPlan(qint64 planOrdinal) const;
    qint64 total() const { return m_view ? m_view->columns->rows() : 0; }
    qint64 checked() const { return m_view ? m_view->columns->checked : 0; }
    const SampleVerdicts& verdicts() const;
    bool isAsking() const { return m_asking; }
    // With its words; nothing until its page has been read.
    std::optional<SampleRow> row(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void refreshed(); // rows and counts are those that were asked for last
    void failed(const antiphon::Error& error);

private:
    struct View
    {
        std::shared_ptr<const SampleColumns> columns;
        qint64 stamp = 0;
        SampleVerdicts verdicts;
        std::vector<quint32> rows;
    };
    static constexpr int pageRows = 64;

    static Result<std::shared_ptr<const View>> look(const Connection& connection, const Run& run,
                                                    const std::shared_ptr<const View>& before, bool again,
                                                    const SampleFilter& filter, const SampleOrder& order);
    enum class Ask { Order, Again }; // Again: also what is there and what people decided
    void refresh(Ask what);
    void adopt(std::shared_ptr<const View> view);
    void ask(int page) const;
    std::vector<qint64> plansOfPage(int page) const;
    QString numberText(int column, size_t at) const;
    QString stateText(size_t at, int row) const;
    QVariant colour(int column, size_t at) const;

    ProjectSession& m_session;
    std::optional<Run> m_run;
    SampleFilter m_filter;
    SampleOrder m_order;
    std::shared_ptr<const View> m_view;
    bool m_asking = false;
    bool m_again = true;
    int m_question = 0;
    int m_generation = 0;
    mutable QHash<int, QList<SampleRow>> m_pages;
    mutable QSet<int> m_asked;
};

} // namespace antiphon
