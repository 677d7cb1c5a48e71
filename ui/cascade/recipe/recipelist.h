// The recipes of the project with their versions.
#pragma once

#include "ui/cascade/recipe/recipedesk.h"

#include <QAbstractTableModel>

class QPushButton;

namespace antiphon {

class CalmTable;

class RecipeListModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { NameColumn, VersionColumn, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;
    void setEntries(QList<RecipeDesk::Entry> entries);
    const QList<RecipeDesk::Entry>& entries() const { return m_entries; }
    int rowOf(const QString& key) const;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

Q_SIGNALS:
    void renamed(const QString& from, const QString& to);

private:
    QList<RecipeDesk::Entry> m_entries;
};

class RecipeList : public QWidget
{
    Q_OBJECT
public:
    RecipeList(RecipeDesk& desk, QWidget* parent);
    CalmTable* table() const { return m_table; }

private:
    QLayout* makeButtons();
    void show();
    RecipeDesk& m_desk;
    RecipeListModel* m_model;
    CalmTable* m_table;
    QPushButton* m_remove = nullptr;
    bool m_isShowing = false;
};

} // namespace antiphon
