// The codebook as rows: a heading for each facet, below it its codes.
#pragma once

#include "core/coding/code.h"

#include <QAbstractListModel>

namespace antiphon {

struct CodebookRow
{
    QString heading; // empty for a code
    Code code;
    qint64 codings = 0;
    bool operator==(const CodebookRow&) const = default;
};

// Codes whose name or definition holds `filter`; a facet without one has no heading.
QList<CodebookRow> codebookRows(const QList<Code>& codes, const QHash<CodeId, qint64>& counts,
                                const QString& filter);

class CodebookModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum DataRole { RowRole = Qt::UserRole + 1 }; // a CodebookRow
    using QAbstractListModel::QAbstractListModel;

    // Keeps the selection where only figures change.
    void setRows(const QList<CodebookRow>& rows);
    const QList<CodebookRow>& rows() const { return m_rows; }
    int rowOf(CodeId code) const; // -1: not there

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    QList<CodebookRow> m_rows;
};

} // namespace antiphon

Q_DECLARE_METATYPE(antiphon::CodebookRow)
