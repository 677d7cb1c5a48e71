// The quick finder: a few letters, Enter, coded.
#pragma once

#include "ui/coding/codelist.h"

#include <QFrame>

#include <functional>

class QLineEdit;

namespace antiphon {

class TextLabel;

// Floats over its parent; below the codes it tells what the one under the bar means. Enter takes the code
// under the bar, Up and Down move it, Escape closes.
class CodeFinder : public QFrame
{
    Q_OBJECT
public:
    explicit CodeFinder(QWidget* parent);
    // Shows the codes that may go on turns of `role`, or all, below `near` (of the parent).
    void open(const QList<Code>& codes, const QHash<CodeId, qint64>& counts, std::optional<Role> role,
              const QRect& near);

    // Offers any codes, under a title of its own; what is taken is told to `answer` and not by chosen().
    void choose(const QString& title, const QList<Code>& codes, const QRect& near,
                std::function<void(const Code&)> answer);

Q_SIGNALS:
    void chosen(const antiphon::Code& code);
    void closed();

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void find(const QString& typed);
    void explain();
    void place();
    void close();
    void popUp(const QString& title, const QRect& near);
    void take(const Code& code);

    QList<Code> m_codes;
    QHash<CodeId, qint64> m_counts;
    std::optional<Role> m_role = Role::User;
    std::function<void(const Code&)> m_answer;
    QRect m_near;
    QLineEdit* m_field;
    CodeList* m_list;
    TextLabel* m_meaning;
};

} // namespace antiphon
