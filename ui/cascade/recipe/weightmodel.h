// Names with their weights as a table, with what each weighs of the sum.
#pragma once

#include "core/cascade/recipe.h"

#include <QAbstractTableModel>

namespace antiphon {

QList<WeightedName> namesOf(const QList<LabelSet>& sets); // labels joined by +
QList<LabelSet> setsOf(const QList<WeightedName>& names);

class WeightModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { NameColumn, SliderColumn, WeightColumn, ShareColumn, ColumnCount };
    enum class Kind {
        Weights, // any number from 0; the share is of the sum
        Chances, // from 0 to 1, shown in percent; no share
        Percents // from 0 to 100; no share
    };
    static constexpr int sliderRole = Qt::UserRole + 1; // where the knob stands, from 0 to 1
    WeightModel(Kind kind, const QString& nameTitle, QObject* parent);

    Kind kind() const { return m_kind; }
    // The rows keep their order where the names stay; else the heaviest come first.
    void setItems(const QList<WeightedName>& items);
    const QList<WeightedName>& items() const { return m_items; }
    void setReadOnly(bool readOnly) { m_isReadOnly = readOnly; }
    bool isReadOnly() const { return m_isReadOnly; }
    double sum() const;
    double top() const { return m_top; } // weight at the right end of the slider
    void add(const QString& name);
    void removeItem(int row);
    void setSlider(int row, double place); // from 0 to 1
    void nudge(int row, int steps);        // hundredths of the slider

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void changedByHand(); // a weight or a row, by whoever edits

private:
    void setWeight(int row, double weight);
    QVariant textOf(const QModelIndex& index) const;
    Kind m_kind;
    QString m_nameTitle;
    QList<WeightedName> m_items;
    double m_top = 1;
    bool m_isReadOnly = false;
};

} // namespace antiphon
