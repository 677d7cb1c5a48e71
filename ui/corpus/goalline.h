// The goal playlist of a dialogue as one line that opens.
#pragma once

#include <QAbstractButton>
#include <QListWidget>

namespace antiphon {

class GoalLine : public QWidget
{
    Q_OBJECT
public:
    explicit GoalLine(QWidget* parent = nullptr);
    void setTitles(const QStringList& titles); // hides where there are none
    QString text() const { return m_head->text(); }
    QAbstractButton* head() const { return m_head; }
    bool isOpen() const { return m_head->isChecked(); }

private:
    QAbstractButton* m_head;
    QListWidget* m_list;
};

} // namespace antiphon
