// The memos on a turn, and the field to write one.
#pragma once

#include "core/coding/memo.h"
#include "ui/widgets/panels.h"

class QPlainTextEdit;

namespace antiphon {

// Ctrl+Enter saves, Escape drops what was written.
class MemoPanel : public QWidget
{
    Q_OBJECT
public:
    explicit MemoPanel(QWidget* parent = nullptr);
    void showMemos(const QList<Memo>& memos);
    void startWriting();
    bool isWriting() const;

Q_SIGNALS:
    void saved(antiphon::MemoId memo, const QString& text); // null: a new one
    void deleted(antiphon::MemoId memo);
    void finished(); // the field was left

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void write(MemoId memo, const QString& text);
    void finish(bool save);
    QWidget* cardOf(const Memo& memo);

    MemoId m_edited;
    QList<Memo> m_memos;
    SectionHeader* m_title;
    QVBoxLayout* m_cards;
    QPushButton* m_new;
    QWidget* m_form;
    QPlainTextEdit* m_text;
};

} // namespace antiphon
