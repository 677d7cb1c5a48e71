// A table of short texts that somebody else made: lists of verdicts, matches, choices.
#pragma once

#include <QAbstractTableModel>

namespace antiphon {

struct TextColumn
{
    QString title;
    Qt::Alignment alignment = Qt::AlignLeft;
};

struct TextCell
{
    QString text;
    QVariant sort = {}; // what rows are sorted by; invalid: the text
    QString toolTip = {};
    bool operator==(const TextCell&) const = default;
};

// Read-only but for the boxes of the first column, where there are any.
class TextTableModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    static constexpr int sortRole = Qt::UserRole + 1;
    enum class Boxes { None, FirstColumn };
    explicit TextTableModel(QList<TextColumn> columns, Boxes boxes = Boxes::None, QObject* parent = nullptr);

    // Each row has as many cells as there are columns. All boxes are ticked.
    void setRows(QList<QList<TextCell>> rows);
    bool isTicked(int row) const { return m_ticked.value(row, true); }
    void setTicked(int row, bool ticked);
    int tickedCount() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<TextColumn> m_columns;
    Boxes m_boxes;
    QList<QList<TextCell>> m_rows;
    QList<bool> m_ticked;
};

} // namespace antiphon
