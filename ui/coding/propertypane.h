// The properties of a category and the ends of their dimensions, as a table to write in.
#pragma once

#include "core/coding/theory.h"

#include <QAbstractTableModel>
#include <QWidget>

namespace antiphon {

class CalmTable;
class SectionHeader;
class TheoryDesk;

// The last row is empty: a name written there makes a property.
class PropertyModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { NameColumn, LowColumn, HighColumn, NoteColumn, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;

    void setProperties(CodeId code, const QList<CodeProperty>& properties);
    const QList<CodeProperty>& properties() const { return m_properties; }
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void written(const antiphon::CodeProperty& property); // a null id: a new one

private:
    CodeId m_code;
    QList<CodeProperty> m_properties;
};

// Typing writes in the cell under the bar, Delete deletes the property.
class PropertyPane : public QWidget
{
    Q_OBJECT
public:
    explicit PropertyPane(TheoryDesk& desk, QWidget* parent = nullptr);
    void showCode(CodeId code);
    void beginProperty(); // the cursor goes to the empty row

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void refresh();

    TheoryDesk& m_desk;
    CodeId m_code;
    SectionHeader* m_title;
    PropertyModel* m_model;
    CalmTable* m_table;
};

} // namespace antiphon
