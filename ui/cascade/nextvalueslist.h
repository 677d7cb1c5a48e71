// The values that could come next, by type, with count and lift.
#pragma once

#include "core/cascade/pool.h"

#include <QListView>

namespace antiphon {

struct NextRow
{
    QString heading; // a type; empty for a value
    AttributeValue value;
    quint32 count = 0;
    double share = 0;
    double lift = 0;
    double gain = 0; // bits
};
// The rows for the values whose type and text have every word of `search` in them; headings only with values.
QList<NextRow> nextRows(const CatalogueIndex& index, const std::vector<std::vector<NextValue>>& next,
                        const QString& search, std::size_t perType);

class NextValuesModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role { RowRole = Qt::UserRole };
    using QAbstractListModel::QAbstractListModel;
    void setRows(QList<NextRow> rows);
    const QList<NextRow>& rows() const { return m_rows; }
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    QList<NextRow> m_rows;
};

// Enter or a click adds the value, Shift+Enter or a right click excludes it.
class NextValuesList : public QListView
{
    Q_OBJECT
public:
    explicit NextValuesList(QWidget* parent = nullptr);
    NextValuesModel* rows() const { return m_model; }
    void setRows(QList<NextRow> rows); // the first value becomes current where none was

Q_SIGNALS:
    void chosen(const antiphon::Filter& filter);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    void choose(const QModelIndex& index, Sense sense);
    NextValuesModel* m_model;
};

} // namespace antiphon
