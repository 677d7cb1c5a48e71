// The page of prompts, and that of phrases: list, editor, and what the text makes of a plan.
#pragma once

#include "ui/generation/textdesk.h"

class QSplitter;
class QStackedWidget;

namespace antiphon {

class TabStrip;
class TextEditor;
class TextTrial;

class WritingPage : public QWidget
{
    Q_OBJECT
public:
    WritingPage(const WorkspaceContext& context, TextKind kind, QWidget* parent);
    void saveVersion();
    void another(); // another plan, or other words
    void showChanges();
    TextDesk& desk() { return *m_desk; }

    QJsonObject save() const;
    void restore(const QJsonObject& state);

private:
    TextDesk* m_desk;
    TextEditor* m_editor;
    TextTrial* m_trial;
    TabStrip* m_tabs;
    QSplitter* m_split;
};

} // namespace antiphon
