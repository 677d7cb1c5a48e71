// The surfaces that pages are made of: cards, section headers, hairlines, the empty view and the bar of
// unseen work.
#pragma once

#include "ui/widgets/textlabel.h"

#include <QFrame>
#include <QPushButton>
#include <QTimer>

class QVBoxLayout;

namespace antiphon {

// A panel with rounded corners and a hairline around; padding 16.
class Card : public QFrame
{
    Q_OBJECT
public:
    explicit Card(QWidget* parent = nullptr);
    QVBoxLayout* column() const { return m_column; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QVBoxLayout* m_column;
};

// A title to the left in demi-bold and a quiet remark to the right.
class SectionHeader : public QWidget
{
    Q_OBJECT
public:
    explicit SectionHeader(const QString& title, const QString& remark = {}, QWidget* parent = nullptr);
    void setTitle(const QString& title);
    void setRemark(const QString& remark);
    QString remark() const { return m_remark->text(); }

private:
    TextLabel* m_title;
    ElidedLabel* m_remark;
};

// A line of one pixel.
class Hairline : public QWidget
{
    Q_OBJECT
public:
    explicit Hairline(Qt::Orientation orientation, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;
};

// What an empty view says: one sentence, one button, one link.
class EmptyView : public QWidget
{
    Q_OBJECT
public:
    EmptyView(const QString& iconName, const QString& sentence, QWidget* parent = nullptr);
    // The button is primary. Returns it, so that its click is connected.
    QPushButton* setButton(const QString& title);
    QPushButton* setLink(const QString& title);
    void setSentence(const QString& sentence);
    QString sentence() const { return m_sentence->text(); }
    QPushButton* button() const { return m_button; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_iconName;
    TextLabel* m_sentence;
    QVBoxLayout* m_column;
    QPushButton* m_button = nullptr;
    QPushButton* m_link = nullptr;
};

// A thin bar that shows by itself when work lasts longer than 150 ms. Always takes its 3 pixels, so nothing
// jumps.
class BusyBar : public QWidget
{
    Q_OBJECT
public:
    explicit BusyBar(QWidget* parent = nullptr);
    void begin(); // counted: two begins need two ends
    void end();
    bool isBusy() const { return m_count > 0; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int m_count = 0;
    int m_phase = 0;
    bool m_shown = false;
    QTimer m_delay;
    QTimer m_motion;
};

} // namespace antiphon
