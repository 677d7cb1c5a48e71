// What a check found as rows in groups, beside a human source where one was chosen.
#pragma once

#include "core/generation/checkreport.h"

#include <QAbstractTableModel>

namespace antiphon {

// One line of the table; a group's title has a name alone.
struct CheckLine
{
    QString name;
    QString value = {};
    QString interval = {};
    QString n = {};
    QString human = {};
    QString difference = {};
    QString method = {};
    bool isTitle = false;
    bool stands = false; // a fault that was found, or a difference whose interval leaves out 0
};

// The lines of the whole check in their groups; where a human source was chosen, measures stand on equal
// terms with it.
QList<CheckLine> checkLines(const CorpusCheck& check, const QList<ObservedShares>& observed);

class CheckTableModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Name, Value, Interval, Count, Human, Difference, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;
    // `human`: the name over its column.
    void setLines(const QList<CheckLine>& lines, const QString& human);
    const CheckLine& line(int row) const { return m_lines.at(row); }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    QList<CheckLine> m_lines;
    QString m_human;
};

} // namespace antiphon
