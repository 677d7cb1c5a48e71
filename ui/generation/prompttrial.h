// The messages that a prompt would send for one plan, with their tokens.
#pragma once

#include "core/generation/promptpreview.h"
#include "ui/generation/planchooser.h"
#include "ui/generation/textdesk.h"
#include "ui/generation/texttrial.h"

class QSpinBox;
class QTextEdit;

namespace antiphon {

class BusyBar;
class TextLabel;

class PromptTrial : public TextTrial
{
    Q_OBJECT
public:
    PromptTrial(TextDesk& desk, QWidget* parent);
    void another() override { m_plans->chooseAny(); }

protected:
    void changeEvent(QEvent* event) override;

private:
    void ask();
    void show(const Result<PromptPreview>& preview);
    void render();
    TextDesk& m_desk;
    PlanChooser* m_plans;
    QSpinBox* m_turn;
    QTextEdit* m_messages;
    TextLabel* m_tokens;
    BusyBar* m_busy;
    QList<ChatMessage> m_shown;
    QString m_remark;
};

} // namespace antiphon
