// A list as the pages of the station show it: title, filter, table, copy and export.
#pragma once

#include "ui/models/texttablemodel.h"
#include "ui/panes/panecontext.h"

class QHBoxLayout;
class QSortFilterProxyModel;

namespace antiphon {

class CalmTable;
class SearchField;
class SectionHeader;

class TablePane : public QWidget
{
    Q_OBJECT
public:
    // `words`: what the filter says and the export is called ("comparisons"). `stretched`: the column that
    // takes the room.
    struct Words
    {
        QString title;
        QString filter; // "Filter comparisons"
        QString empty;  // what belongs here
        QString fileName;
        QString icon = QStringLiteral("code"); // of the empty chart
    };
    TablePane(const PaneContext& context, const Words& words, QList<TextColumn> columns, int stretched,
              TextTableModel::Boxes boxes = TextTableModel::Boxes::None, QWidget* parent = nullptr);

    TextTableModel* model() const { return m_model; }
    CalmTable* table() const { return m_table; }
    QHBoxLayout* bar() const { return m_bar; } // further controls stand before Copy
    void setRemark(const QString& remark);
    void setEmptyText(const QString& sentence);
    int currentRow() const;      // of the model; -1: none
    void setCurrentRow(int row); // of the model; -1: none
    void setRows(QList<QList<TextCell>> rows);
    // Writes this instead of the table as shown.
    void setExport(std::function<QByteArray()> csv) { m_csv = std::move(csv); }

Q_SIGNALS:
    void activated(int row); // of the model

protected:
    void keyPressEvent(QKeyEvent* event) override; // Space ticks the boxes of the selected rows

private:
    void writeTable();

    PaneContext m_context;
    Words m_words;
    std::function<QByteArray()> m_csv;
    TextTableModel* m_model;
    QSortFilterProxyModel* m_sorted;
    SectionHeader* m_title;
    SearchField* m_filter;
    CalmTable* m_table;
    QHBoxLayout* m_bar;
};

} // namespace antiphon
