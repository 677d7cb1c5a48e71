// The items as raters have them, with their notes; where one of them is opened.
#pragma once

#include "core/rating/listeditems.h"
#include "ui/widgets/panels.h"

class QComboBox;

namespace antiphon {

class CalmTable;
class ItemListModel;

enum class ItemFilter { All, Noted, Opened };

class ItemList : public QWidget
{
    Q_OBJECT
public:
    explicit ItemList(QWidget* parent = nullptr);
    // `mayOpen`: the key is closed, so that there is something to open.
    void show(const QList<ListedItem>& items, bool mayOpen);
    std::optional<ListedItem> chosen() const;
    using QWidget::show;

Q_SIGNALS:
    void openRequested(const antiphon::ListedItem& item);

private:
    void applyFilter();
    void judge();

    QList<ListedItem> m_items;
    bool m_mayOpen = false;
    SectionHeader* m_header;
    QComboBox* m_filter;
    QPushButton* m_open;
    CalmTable* m_table;
    ItemListModel* m_model;
};

} // namespace antiphon
