// A relation in a few keys: letters and Enter for the code, a digit for what it is.
#pragma once

#include "core/coding/theory.h"

#include <QFrame>

class QLineEdit;
class QListWidget;
class QListWidgetItem;

namespace antiphon {

class TextLabel;

// Floats over its parent. Asks for what is missing, one after the other: source, target, kind. Enter takes
// the line under the bar, Up and Down move it, 1 to 6 choose the kind, Escape closes.
class RelationFinder : public QFrame
{
    Q_OBJECT
public:
    explicit RelationFinder(QWidget* parent);
    void open(const QList<Code>& codes, std::optional<CodeId> source, std::optional<CodeId> target,
              const QPoint& at);
    // Finds one code only.
    void openForCode(const QList<Code>& codes, const QString& question, const QPoint& at);

Q_SIGNALS:
    void related(antiphon::CodeId source, antiphon::RelationKind kind, antiphon::CodeId target);
    void codeFound(antiphon::CodeId code);
    void closed();

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    enum class Step { Source, Target, Kind, Code };
    void show(const QPoint& at);
    void ask();
    void find(const QString& typed);
    void take(int row);
    void close();
    QString nameOf(std::optional<CodeId> code) const;

    QList<Code> m_codes;
    QString m_question;
    Step m_step = Step::Source;
    std::optional<CodeId> m_source;
    std::optional<CodeId> m_target;
    QList<CodeId> m_found;
    TextLabel* m_sentence;
    QLineEdit* m_field;
    QListWidget* m_list;
};

} // namespace antiphon
