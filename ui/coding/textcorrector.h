// The field in which the text of a turn is mended.
#pragma once

#include <QFrame>

class QPlainTextEdit;

namespace antiphon {

// Floats over its parent. Ctrl+Enter saves, Escape drops what was changed.
class TextCorrector : public QFrame
{
    Q_OBJECT
public:
    explicit TextCorrector(QWidget* parent);
    // Over `near`, of the parent.
    void open(int turn, const QString& text, const QRect& near);

Q_SIGNALS:
    void corrected(int turn, const QString& text);
    void closed();

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void finish(bool save);

    int m_turn = -1;
    QString m_before;
    QPlainTextEdit* m_text;
};

} // namespace antiphon
