// The pages of a station as pills.
#pragma once

#include <QTabBar>

namespace antiphon {

// A QTabBar (keys, accessibility) that paints pills. Left and Right move among them.
class TabStrip : public QTabBar
{
    Q_OBJECT
public:
    explicit TabStrip(QWidget* parent = nullptr);
    void addPage(const QString& title) { addTab(title); }

protected:
    void paintEvent(QPaintEvent* event) override;
    QSize tabSizeHint(int index) const override;
    QSize minimumTabSizeHint(int index) const override { return tabSizeHint(index); }
};

} // namespace antiphon
