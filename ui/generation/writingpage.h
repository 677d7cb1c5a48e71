// What writers work with: the shipped prompt, the shipped phrases, and both tried on a plan.
#pragma once

#include "ui/shell/workspace.h"

class QComboBox;
class QPlainTextEdit;
class QSpinBox;

namespace antiphon {

class DialogueView;
class TextLabel;

class WritingPage : public QWidget
{
    Q_OBJECT
public:
    explicit WritingPage(const WorkspaceContext& context, QWidget* parent = nullptr);
    void nextSeed();

private:
    enum Text { Prompt, Phrases, PlanWords };
    void reload();
    void showText();
    void preview();

    WorkspaceContext m_context;
    QComboBox* m_text;
    QPlainTextEdit* m_view;
    TextLabel* m_about;
    QComboBox* m_planSet;
    QSpinBox* m_plan;
    QSpinBox* m_seed;
    DialogueView* m_dialogue;
    QString m_planWords;
};

} // namespace antiphon
