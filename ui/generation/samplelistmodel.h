// The samples of a run as a table that reads its pages when they come into sight.
#pragma once

#include "core/generation/samplereading.h"
#include "core/jobs/projectsession.h"

#include <QAbstractTableModel>
#include <QHash>
#include <QSet>

namespace antiphon {

class SampleListModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Number, Turns, Recall, Leaks, Contradictions, Others, State, Words, ColumnCount };

    SampleListModel(ProjectSession& session, QObject* parent);
    // Another run, or the same with more samples: what was read of the same run stays.
    void setRun(const std::optional<Run>& run);
    const std::optional<Run>& run() const { return m_run; }
    // Nothing until its page has been read.
    std::optional<SampleRow> row(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void failed(const antiphon::Error& error);

private:
    static constexpr int pageRows = 64;
    void ask(int page) const;
    QVariant text(const SampleRow& sample, int column) const;

    ProjectSession& m_session;
    std::optional<Run> m_run;
    int m_rows = 0;
    int m_generation = 0;
    mutable QHash<int, QList<SampleRow>> m_pages;
    mutable QSet<int> m_asked;
};

} // namespace antiphon
