// What of all memos is shown.
#pragma once

#include "core/coding/memoliststore.h"

#include <QWidget>

class QComboBox;

namespace antiphon {

class SearchField;

class MemoFilterBar : public QWidget
{
    Q_OBJECT
public:
    explicit MemoFilterBar(QWidget* parent = nullptr);

    void setCodes(const QList<Code>& codes);
    void setCoders(const QList<Coder>& coders);
    MemoQuery query() const;
    bool filters() const { return query() != MemoQuery(); }
    void clear();
    void focusText();

Q_SIGNALS:
    void changed();

private:
    QComboBox* addChoice(const QString& all, const QString& name);

    SearchField* m_text;
    QComboBox* m_kind;
    QComboBox* m_target;
    QComboBox* m_code;
    QComboBox* m_coder;
    QComboBox* m_days;
};

} // namespace antiphon
