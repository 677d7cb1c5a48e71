// One figure of a run: what it is, how much, what is to be said of it, and how it went.
#pragma once

#include "ui/widgets/panels.h"
#include "ui/widgets/sparkline.h"

namespace antiphon {

class FigureCard : public Card
{
    Q_OBJECT
public:
    explicit FigureCard(const QString& title, QWidget* parent = nullptr);
    void show(const QString& value, const QString& detail);
    Sparkline& course() { return *m_course; }
    QString value() const { return m_value->text(); }
    QString detail() const { return m_detail->text(); }

private:
    QString m_title;
    TextLabel* m_value;
    ElidedLabel* m_detail;
    Sparkline* m_course;
};

} // namespace antiphon
