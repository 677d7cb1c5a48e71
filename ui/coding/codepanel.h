// The code in hand: what it means.
#pragma once

#include "core/coding/code.h"
#include "ui/widgets/panels.h"

namespace antiphon {

class CodePanel : public QWidget
{
    Q_OBJECT
public:
    explicit CodePanel(QWidget* parent = nullptr);
    void showCode(const std::optional<Code>& code);
    void focusFirst() { m_edit->setFocus(Qt::ShortcutFocusReason); }

Q_SIGNALS:
    void editRequested();

private:
    TextLabel* addText(Tone tone);

    SectionHeader* m_title;
    TextLabel* m_definition;
    TextLabel* m_includes;
    TextLabel* m_excludes;
    TextLabel* m_examples;
    QPushButton* m_edit;
};

} // namespace antiphon
