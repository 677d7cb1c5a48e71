// What is different between a version and the text as it is typed, line by line.
#pragma once

#include "core/base/linediff.h"
#include "ui/generation/textdesk.h"

class QComboBox;
class QTextEdit;

namespace antiphon {

class TextLabel;

class TextChanges : public QWidget
{
    Q_OBJECT
public:
    TextChanges(TextDesk& desk, QWidget* parent);

protected:
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void refill();
    void compare();
    void render(const QList<DiffLine>& lines);
    TextDesk& m_desk;
    QComboBox* m_before;
    QTextEdit* m_lines;
    TextLabel* m_count;
    bool m_isChosen = false; // by the person, for the version in hand
};

} // namespace antiphon
