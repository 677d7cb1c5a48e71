// The code in hand: what it means, and the earlier turns that have it.
#pragma once

#include "core/coding/codingstore.h"
#include "ui/widgets/panels.h"

namespace antiphon {

class CodePanel : public QWidget
{
    Q_OBJECT
public:
    explicit CodePanel(QWidget* parent = nullptr);
    void showCode(const std::optional<Code>& code); // incidents go when the code is another
    void showIncidents(const QList<CodedTurn>& incidents);
    void focusFirst() { m_edit->setFocus(Qt::ShortcutFocusReason); }

Q_SIGNALS:
    void editRequested();
    void goTo(const antiphon::TurnPlace& place);

private:
    TextLabel* addText(TextSize size, Tone tone);
    void setText(TextLabel* label, const QString& text) const;

    CodeId m_code;
    SectionHeader* m_title;
    TextLabel* m_definition;
    TextLabel* m_includes;
    TextLabel* m_excludes;
    TextLabel* m_examples;
    QPushButton* m_edit;
    SectionHeader* m_compare;
    TextLabel* m_noIncident;
    QVBoxLayout* m_incidents;
};

} // namespace antiphon
