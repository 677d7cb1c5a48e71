// The pages around the rating: quiet columns of text with a button or two.
#pragma once

#include "core/rating/packet.h"
#include "ui/widgets/textlabel.h"

#include <QScrollArea>

#include <functional>

class QHBoxLayout;
class QPushButton;
class QVBoxLayout;

namespace antiphon {

// A column of text in the middle that scrolls where room lacks.
class TextPage : public QScrollArea
{
    Q_OBJECT
public:
    explicit TextPage(const QString& title, QWidget* parent = nullptr);
    TextLabel* addText(const QString& text, TextSize size = TextSize::Reading, Tone tone = Tone::Normal);
    void addKey(const QStringList& keys, const QString& words);
    void addSpace(int pixels);
    // The first one is primary, has the focus and answers to Enter.
    QPushButton* addButton(const QString& title);
    QVBoxLayout* column() const { return m_column; }
    QPushButton* button(qsizetype place) const { return m_buttons.value(place); }

protected:
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;
    // Arrows scroll the page; they do not leave its only button for those of the window.
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void adoptWidth();
    QWidget* m_sheet;
    QVBoxLayout* m_column;
    QList<QPushButton*> m_buttons;
    QHBoxLayout* m_row = nullptr;
};

// What to do, the criteria, the keys. `done` of the dialogues are answered already.
TextPage* makeWelcomePage(const Packet& packet, qsizetype done, QWidget* parent);
TextPage* makePausePage(qsizetype done, qsizetype count, QWidget* parent);
// Asks, once, whether the last dialogue was a person's or a machine's: 1, 2, or 3 for neither. No button is
// primary, so that none is proposed.
TextPage* makeGuessPage(QWidget* parent, const std::function<void(int)>& guessed);
// Buttons: copy the path, open the folder, back to the answers.
TextPage* makeDonePage(const QString& answersPath, qsizetype count, QWidget* parent);

} // namespace antiphon
