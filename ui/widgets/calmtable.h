// Tables as the whole window shows them.
#pragma once

#include <QTableView>

namespace antiphon {

enum class TableFormat { Tsv, Csv };

// The rows and visible columns of `rows` (of all rows when empty) as text with a header line. Csv as in RFC
// 4180.
QString tableText(const QAbstractItemModel& model, const QModelIndexList& rows, const QList<int>& columns,
                  TableFormat format);

// No grid, a calm header, whole rows, sorting by header, hairlines between rows. Ctrl+C copies the selected
// rows as TSV, Ctrl+Shift+C as CSV; the context menu offers the same and exportRequested().
class CalmTable : public QTableView
{
    Q_OBJECT
public:
    explicit CalmTable(QWidget* parent = nullptr);
    void setEmptyText(const QString& sentence); // shown where there are no rows
    QString selectedText(TableFormat format) const;
    void setFramed(bool framed); // a hairline around it, where it stands on the window's ground
    // Whether the context menu has "Export…"; the owner writes the file.
    void setExportable(bool exportable) { m_exportable = exportable; }

Q_SIGNALS:
    void exportRequested();
    void rowActivated(int row); // Enter or double click

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QList<int> visibleColumns() const;
    void copy(TableFormat format) const;
    void adoptFont();
    QString m_emptyText;
    bool m_exportable = false;
};

} // namespace antiphon
