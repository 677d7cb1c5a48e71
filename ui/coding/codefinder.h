// The quick finder: a few letters, Enter, coded.
#pragma once

#include "ui/coding/codelist.h"

#include <QFrame>

class QLineEdit;

namespace antiphon {

// Floats over its parent. Enter takes the code under the bar, Up and Down move it, Escape closes.
class CodeFinder : public QFrame
{
    Q_OBJECT
public:
    explicit CodeFinder(QWidget* parent);
    // Shows the codes that may go on turns of `role`, below the top edge of `near` (of the parent).
    void open(const QList<Code>& codes, const QHash<CodeId, qint64>& counts, Role role, const QRect& near);

Q_SIGNALS:
    void chosen(const antiphon::Code& code);
    void closed();

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void find(const QString& typed);
    void close();

    QList<Code> m_codes;
    QHash<CodeId, qint64> m_counts;
    Role m_role = Role::User;
    QLineEdit* m_field;
    CodeList* m_list;
};

} // namespace antiphon
