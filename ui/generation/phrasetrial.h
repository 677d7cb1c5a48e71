// What the template writer makes of one plan with the phrases as they are typed.
#pragma once

#include "core/generation/samplereading.h"
#include "ui/generation/planchooser.h"
#include "ui/generation/textdesk.h"
#include "ui/generation/texttrial.h"

class QSpinBox;

namespace antiphon {

class DialogueView;
class TextLabel;

class PhraseTrial : public TextTrial
{
    Q_OBJECT
public:
    PhraseTrial(TextDesk& desk, QWidget* parent);
    void another() override; // the next seed

private:
    void ask();
    void show(const Result<Sample>& sample);
    TextDesk& m_desk;
    PlanChooser* m_plans;
    QSpinBox* m_seed;
    DialogueView* m_dialogue;
    TextLabel* m_remark;
};

} // namespace antiphon
