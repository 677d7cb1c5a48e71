// The table of frequencies, per role, position or coder.
#pragma once

#include "core/coding/frequencystore.h"
#include "ui/coding/findings/finding.h"
#include "ui/shell/workspace.h"

#include <QAbstractTableModel>

class QComboBox;
class QSortFilterProxyModel;

namespace antiphon {

class CalmTable;
class SearchField;
class SectionHeader;

class FrequencyModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column {
        CoderColumn,
        RoleColumn,
        PositionColumn,
        FacetColumn,
        CodeColumn,
        TurnsColumn,
        ShareColumn,
        CodedColumn,
        MissingColumn,
        ColumnCount
    };
    static constexpr int sortRole = Qt::UserRole + 1;
    using QAbstractTableModel::QAbstractTableModel;

    void setRows(const QList<FrequencyRow>& rows);
    const QList<FrequencyRow>& rows() const { return m_rows; }
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<FrequencyRow> m_rows;
};

class FrequencyPage : public Finding
{
    Q_OBJECT
public:
    explicit FrequencyPage(WorkspaceContext context, QWidget* parent = nullptr);

protected:
    void read() override;

private:
    FrequencyBy by() const;
    void exportCsv();

    FrequencyModel* m_model;
    QSortFilterProxyModel* m_sorted;
    QComboBox* m_by;
    SearchField* m_filter;
    CalmTable* m_table;
    SectionHeader* m_title;
};

} // namespace antiphon
