// The list of prompts or phrases with their versions.
#pragma once

#include "ui/generation/textdesk.h"

#include <QAbstractTableModel>

namespace antiphon {

class CalmTable;

class TextListModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;
    enum Column { NameColumn, VersionColumn, ColumnCount };
    void setVersions(QList<TextVersion> versions);
    const QList<TextVersion>& versions() const { return m_versions; }
    int rowOf(const QString& label) const; // -1: none

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<TextVersion> m_versions;
};

class TextList : public QWidget
{
    Q_OBJECT
public:
    TextList(TextDesk& desk, QWidget* parent);

private:
    QLayout* makeButtons();
    void show();
    TextDesk& m_desk;
    TextListModel* m_model;
    CalmTable* m_table;
    QPushButton* m_remove = nullptr;
    bool m_isShowing = false;
};

} // namespace antiphon
