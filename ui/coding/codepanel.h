// The code in hand: what it means and how it is used.
#pragma once

#include "core/coding/incidentstore.h"
#include "ui/widgets/panels.h"

namespace antiphon {

class CodePanel : public QWidget
{
    Q_OBJECT
public:
    explicit CodePanel(QWidget* parent = nullptr);
    void showCode(const std::optional<Code>& code);
    void showUse(const CodeUse& use, const QList<Code>& codes);
    void showRecipes(const QString& lines); // that need the code; empty: none
    void focusFirst() { m_edit->setFocus(Qt::ShortcutFocusReason); }

Q_SIGNALS:
    void editRequested();
    void incidentsRequested();

private:
    TextLabel* addText(Tone tone);

    SectionHeader* m_title;
    TextLabel* m_definition;
    TextLabel* m_includes;
    TextLabel* m_excludes;
    TextLabel* m_examples;
    TextLabel* m_use;
    TextLabel* m_with;
    TextLabel* m_recipes;
    QPushButton* m_edit;
    QPushButton* m_incidents;
    CodeId m_code;
};

} // namespace antiphon
