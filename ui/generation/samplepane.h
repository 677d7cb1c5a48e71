// One sample: beside its plan turn by turn, where it comes from, what was tried, and what people make of it.
#pragma once

#include "core/generation/samplereading.h"

#include <QWidget>

class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QStackedWidget;

namespace antiphon {

class CalmTable;
class DialogueView;
class SectionHeader;
class TabStrip;
class TextLabel;
class TextTableModel;

class SamplePane : public QWidget
{
    Q_OBJECT
public:
    explicit SamplePane(QWidget* parent = nullptr);

    void show(const Sample& sample);
    using QWidget::show;
    void clear();
    // Opens the line under the sample: Enter tells what was typed, Escape nothing.
    void askReason();
    void askComment();
    void showView(int view); // 0 dialogue, 1 provenance, 2 attempts
    int view() const;

Q_SIGNALS:
    void acceptRequested();
    void setAsideRequested(const QString& reason);
    void reopenRequested();
    void commentTyped(const QString& text);
    void rewriteRequested();
    void lineClosed(); // the focus is free

private:
    enum class Asking { Nothing, Reason, Comment };
    QWidget* makeViews();
    QWidget* makeActs();
    void ask(Asking what, const QString& placeholder, const QString& text);
    void takeLine();
    bool eventFilter(QObject* watched, QEvent* event) override;
    void showVerdicts(const QList<SampleVerdict>& verdicts, bool written);

    SectionHeader* m_title;
    TextLabel* m_provenance;
    TabStrip* m_tabs;
    QStackedWidget* m_views;
    DialogueView* m_dialogue;
    CalmTable* m_fields;
    TextTableModel* m_fieldModel;
    QPlainTextEdit* m_attempts;
    TextLabel* m_verdicts;
    QPushButton* m_accept;
    QPushButton* m_setAside;
    QPushButton* m_comment;
    QPushButton* m_rewrite;
    QLineEdit* m_line;
    Asking m_asking = Asking::Nothing;
    SampleVerdict m_verdict;
};

} // namespace antiphon
