// The columns of a table file with what each one is: a catalogue's map as rows that a person corrects.
#pragma once

#include "core/catalogue/cataloguemap.h"

#include <QAbstractTableModel>

namespace antiphon {

enum class ColumnUse { Nothing, Id, Title, Artist, Album, Labels, Number };

class ColumnModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { NameColumn, ExampleColumn, UseColumn, TypeColumn, SplitColumn, ColumnCount };
    static QStringList useTitles();

    explicit ColumnModel(QObject* parent) : QAbstractTableModel(parent) {}
    // The columns of the file, none of them used.
    void setTable(const TablePreview& preview);
    // Gives back the columns that the map names and the table lacks.
    QStringList setMap(const CatalogueMap& map);
    CatalogueMap map() const;
    const QString& nameAt(int row) const { return m_rows[row].name; }
    std::optional<AttributeMap> attributeAt(int row) const;
    // Family, marks, classes and other names of the row's attribute.
    void setAttribute(int row, const AttributeMap& attribute);
    void setMissing(const QStringList& marks); // of all attributes
    const QStringList& missing() const { return m_missing; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    // A use is set by its number.
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void mapChanged();

private:
    struct Row
    {
        QString name;
        QStringList examples;
        ColumnUse use = ColumnUse::Nothing;
        AttributeMap attribute; // kept while the column is something else
    };
    Row* rowNamed(const QString& column);
    QStringList useColumn(const QString& column, ColumnUse use);
    QString text(const Row& row, int column) const;
    void setUse(int row, ColumnUse use);
    QList<Row> m_rows;
    QList<AttributeMap> m_further; // of a column that is an attribute already
    QStringList m_missing;
};

} // namespace antiphon
