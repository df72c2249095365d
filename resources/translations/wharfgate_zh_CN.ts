<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Certificates</name>
    <message>
        <source>Token Signing Certificate</source>
        <translation>令牌签名证书</translation>
    </message>
    <message>
        <source>Server Certificate</source>
        <translation>服务器证书</translation>
    </message>
    <message>
        <source>(without a name)</source>
        <translation>（无名称）</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>RSA, %1 bits</source>
        <translation>RSA，%1 位</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message numerus="yes">
        <source>%n checks failed</source>
        <translation>
            <numerusform>%n 项检查未通过</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warnings</source>
        <translation>
            <numerusform>%n 个警告</numerusform>
        </translation>
    </message>
    <message>
        <source>All checks passed</source>
        <translation>所有检查均已通过</translation>
    </message>
</context>
<context>
    <name>ChangeSummary</name>
    <message>
        <source>(disabled) %1</source>
        <translation>（已禁用）%1</translation>
    </message>
    <message>
        <source>Rule %1 enabled: %2</source>
        <translation>规则 %1 已启用：%2</translation>
    </message>
    <message>
        <source>Rule %1 disabled: %2</source>
        <translation>规则 %1 已禁用：%2</translation>
    </message>
    <message>
        <source>Rule %1 changed: %2
before: %3</source>
        <translation>规则 %1 已更改：%2
之前：%3</translation>
    </message>
    <message>
        <source>Rule %1 added: %2</source>
        <translation>规则 %1 已添加：%2</translation>
    </message>
    <message>
        <source>Rule %1 moved to %2: %3</source>
        <translation>规则 %1 已移到 %2：%3</translation>
    </message>
    <message>
        <source>Rule %1 removed: %2</source>
        <translation>规则 %1 已移除：%2</translation>
    </message>
    <message>
        <source>(anonymous)</source>
        <translation>（匿名）</translation>
    </message>
    <message>
        <source>User %1 added</source>
        <translation>用户 %1 已添加</translation>
    </message>
    <message>
        <source>User %1: password changed</source>
        <translation>用户 %1：密码已更改</translation>
    </message>
    <message>
        <source>User %1 locked</source>
        <translation>用户 %1 已锁定</translation>
    </message>
    <message>
        <source>User %1 unlocked</source>
        <translation>用户 %1 已解锁</translation>
    </message>
    <message>
        <source>User %1: labels changed</source>
        <translation>用户 %1：标签已更改</translation>
    </message>
    <message>
        <source>User %1 removed</source>
        <translation>用户 %1 已移除</translation>
    </message>
    <message>
        <source>Setting %1 added</source>
        <translation>设置 %1 已添加</translation>
    </message>
    <message>
        <source>Setting %1 changed</source>
        <translation>设置 %1 已更改</translation>
    </message>
    <message>
        <source>Setting %1 removed</source>
        <translation>设置 %1 已移除</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>%1 (rule %2)</source>
        <translation>%1（规则 %2）</translation>
    </message>
    <message>
        <source>%1 (no rule)</source>
        <translation>%1（无规则）</translation>
    </message>
    <message>
        <source>Case %1</source>
        <translation>用例 %1</translation>
    </message>
</context>
<context>
    <name>Dialogs</name>
    <message>
        <source>What it concerns</source>
        <translation>相关内容</translation>
    </message>
    <message>
        <source>Changes Not Applied</source>
        <translation>有未应用的更改</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
</context>
<context>
    <name>Loss</name>
    <message>
        <source>No daemon can be reached at %1 on %2. Start it there, or check the path.</source>
        <translation>无法连接 %2 上位于 %1 的守护进程。请在那里启动它，或检查路径。</translation>
    </message>
    <message>
        <source>No daemon is running at %1. Start it, or check the path.</source>
        <translation>%1 处没有正在运行的守护进程。请启动它，或检查路径。</translation>
    </message>
    <message>
        <source>You may not open the socket %1. Ask an administrator for the group that control.group names.</source>
        <translation>您无权打开套接字 %1。请向管理员申请加入 control.group 所指定的组。</translation>
    </message>
    <message>
        <source>The daemon speaks another protocol than this console. Install versions that belong together.</source>
        <translation>守护进程使用的协议与此控制台不同。请安装相互配套的版本。</translation>
    </message>
    <message>
        <source>The daemon, version %1, speaks another protocol than this console. Install versions that belong together.</source>
        <translation>版本为 %1 的守护进程使用的协议与此控制台不同。请安装相互配套的版本。</translation>
    </message>
    <message>
        <source>The daemon has crashed or was killed: the connection ended without a word. Its log may say more.</source>
        <translation>守护进程已崩溃或被终止：连接毫无征兆地中断了。其日志可能有更多信息。</translation>
    </message>
    <message>
        <source>The connection was closed before the daemon answered. Its log may say more.</source>
        <translation>守护进程尚未答复，连接就已关闭。其日志可能有更多信息。</translation>
    </message>
    <message>
        <source>Not connected.</source>
        <translation>未连接。</translation>
    </message>
    <message>
        <source>The daemon refuses you. Ask an administrator to name you in control.admins or control.viewers.</source>
        <translation>守护进程拒绝了您。请管理员将您列入 control.admins 或 control.viewers。</translation>
    </message>
    <message>
        <source>The daemon was stopped.</source>
        <translation>守护进程已停止。</translation>
    </message>
    <message>
        <source>The daemon has dropped this console because it read too slowly.</source>
        <translation>守护进程断开了此控制台，因为它读取得太慢。</translation>
    </message>
    <message>
        <source>What answers at %1 does not keep to the console protocol.</source>
        <translation>在 %1 应答的程序不遵守控制台协议。</translation>
    </message>
    <message>
        <source>The daemon does not answer. It may be overloaded or suspended.</source>
        <translation>守护进程没有应答。它可能过载或已挂起。</translation>
    </message>
    <message>
        <source>The daemon takes no more consoles.</source>
        <translation>守护进程不再接受更多控制台。</translation>
    </message>
</context>
<context>
    <name>MenuTitles</name>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>Ser&amp;vice</source>
        <translation>服务(&amp;V)</translation>
    </message>
    <message>
        <source>Log &amp;Level</source>
        <translation>日志级别(&amp;L)</translation>
    </message>
    <message>
        <source>Vie&amp;w</source>
        <translation>视图(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
</context>
<context>
    <name>PassedOver</name>
    <message>
        <source>label &quot;%1&quot; has no value that matches &quot;%2&quot;</source>
        <translation>标签“%1”没有与“%2”匹配的值</translation>
    </message>
    <message>
        <source>label &quot;%1&quot; has &quot;%2&quot;, which does not match &quot;%3&quot;</source>
        <translation>标签“%1”的值为“%2”，与“%3”不匹配</translation>
    </message>
    <message>
        <source>account &quot;%1&quot; does not match &quot;%2&quot;</source>
        <translation>账户“%1”与“%2”不匹配</translation>
    </message>
    <message>
        <source>type &quot;%1&quot; does not match &quot;%2&quot;</source>
        <translation>类型“%1”与“%2”不匹配</translation>
    </message>
    <message>
        <source>name &quot;%1&quot; does not match &quot;%2&quot;</source>
        <translation>名称“%1”与“%2”不匹配</translation>
    </message>
    <message>
        <source>service &quot;%1&quot; does not match &quot;%2&quot;</source>
        <translation>服务“%1”与“%2”不匹配</translation>
    </message>
    <message>
        <source>the client&apos;s address is not known, and &quot;%1&quot; is required</source>
        <translation>客户端地址未知，而规则要求“%1”</translation>
    </message>
    <message>
        <source>address &quot;%1&quot; is not in &quot;%2&quot;</source>
        <translation>地址“%1”不在“%2”中</translation>
    </message>
    <message>
        <source>inserting the user&apos;s values into &quot;%1&quot; would take more attempts than are allowed</source>
        <translation>将用户的值代入“%1”所需的尝试次数超过允许的上限</translation>
    </message>
</context>
<context>
    <name>PasswordStrength</name>
    <message>
        <source>Very weak: guessed in a moment</source>
        <translation>非常弱：瞬间就会被猜出</translation>
    </message>
    <message>
        <source>Weak: add more words or characters</source>
        <translation>弱：请增加单词或字符</translation>
    </message>
    <message>
        <source>Fair: enough together with a slow hash</source>
        <translation>一般：配合慢速哈希足够使用</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>Strong</source>
        <translation>强</translation>
    </message>
</context>
<context>
    <name>RulePlacement</name>
    <message>
        <source>At the end: no rule above leaves it nothing to do.</source>
        <translation>在末尾：上方没有规则会使它失去作用。</translation>
    </message>
    <message>
        <source>Above rule %1, the first rule that matches this request.</source>
        <translation>在规则 %1 上方，它是第一条与此请求匹配的规则。</translation>
    </message>
    <message>
        <source>Above rule %1, which matches everything that the new rule does.</source>
        <translation>在规则 %1 上方，它匹配新规则所匹配的全部内容。</translation>
    </message>
</context>
<context>
    <name>RuleSentence</name>
    <message>
        <source>%1 %2 %3.</source>
        <extracomment>%1 is who, %2 what they may do, %3 with which resources.</extracomment>
        <translation>%1%2%3。</translation>
    </message>
    <message>
        <source>${account} stands for the account that asks.</source>
        <translation>${account} 代表提出请求的账户。</translation>
    </message>
    <message>
        <source>${labels:…} stands for each value of that label in turn.</source>
        <translation>${labels:…} 依次代表该标签的每个值。</translation>
    </message>
    <message>
        <source>is empty</source>
        <translation>为空</translation>
    </message>
    <message>
        <source>matches the expression %1</source>
        <translation>匹配表达式 %1</translation>
    </message>
    <message>
        <source>is exactly %1</source>
        <translation>为 %1</translation>
    </message>
    <message>
        <source>matches %1</source>
        <translation>匹配 %1</translation>
    </message>
    <message>
        <source>Anyone</source>
        <translation>任何人</translation>
    </message>
    <message>
        <source>Anyone without an account</source>
        <translation>没有账户的任何人</translation>
    </message>
    <message>
        <source>Anyone with an account</source>
        <translation>有账户的任何人</translation>
    </message>
    <message>
        <source>Anyone whose account %1</source>
        <translation>账户%1的任何人</translation>
    </message>
    <message>
        <source>Anyone whose account has no slash</source>
        <translation>账户不含斜杠的任何人</translation>
    </message>
    <message>
        <source>whose label %1 %2</source>
        <translation>（标签 %1 %2）</translation>
    </message>
    <message>
        <source>and</source>
        <translation>且</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>（来自 %1）</translation>
    </message>
    <message>
        <source>may do nothing with</source>
        <translation>不得访问</translation>
    </message>
    <message>
        <source>may do everything with</source>
        <translation>可以完全操作</translation>
    </message>
    <message>
        <source>whatever is called *</source>
        <translation>名为 * 的操作</translation>
    </message>
    <message>
        <source>may %1</source>
        <translation>可以 %1 </translation>
    </message>
    <message>
        <source>may %1 and %2</source>
        <translation>可以 %1 和 %2 </translation>
    </message>
    <message>
        <source>at a service whose name %1</source>
        <translation>（服务名称%1）</translation>
    </message>
    <message>
        <source>anything whose name %1</source>
        <translation>名称%1的任何资源</translation>
    </message>
    <message>
        <source>anything</source>
        <translation>任何资源</translation>
    </message>
    <message>
        <source>all repositories</source>
        <translation>所有仓库</translation>
    </message>
    <message>
        <source>the repository %1</source>
        <translation>仓库 %1</translation>
    </message>
    <message>
        <source>repositories whose name %1</source>
        <translation>名称%1的仓库</translation>
    </message>
    <message>
        <source>the catalog, the list of all repositories</source>
        <translation>目录，即所有仓库的列表</translation>
    </message>
    <message>
        <source>resources whose type %1</source>
        <translation>类型%1的资源</translation>
    </message>
    <message>
        <source>%1 and whose name %2</source>
        <translation>%1（名称%2）</translation>
    </message>
    <message>
        <source>without account</source>
        <translation>无账户</translation>
    </message>
    <message>
        <source>anyone</source>
        <translation>任何人</translation>
    </message>
    <message>
        <source>any type:%1</source>
        <translation>任何 type:%1</translation>
    </message>
    <message>
        <source>any name</source>
        <translation>任何名称</translation>
    </message>
    <message>
        <source>at %1</source>
        <translation>服务 %1</translation>
    </message>
    <message>
        <source>Matches the empty text only.</source>
        <translation>只匹配空文本。</translation>
    </message>
    <message>
        <source>This regular expression is not valid: %1.</source>
        <translation>此正则表达式无效：%1。</translation>
    </message>
    <message>
        <source>A regular expression for the whole text.</source>
        <translation>匹配整个文本的正则表达式。</translation>
    </message>
    <message>
        <source>A regular expression, found anywhere in the text. Begin it with ^ and end it with $ for the whole text.</source>
        <translation>正则表达式，可在文本中任何位置匹配。要匹配整个文本，请以 ^ 开头并以 $ 结尾。</translation>
    </message>
    <message>
        <source>This pattern is malformed and matches nothing. Close every “[”.</source>
        <translation>此模式格式有误，不匹配任何内容。请为每个“[”写上结束的括号。</translation>
    </message>
    <message>
        <source>Matches exactly this text. * stands for any characters but a slash; a regular expression is written between slashes.</source>
        <translation>只匹配此文本。* 代表除斜杠外的任意字符；正则表达式写在斜杠之间。</translation>
    </message>
    <message>
        <source>A shell pattern: * and ? match any characters but a slash. For several levels write a regular expression, such as /^team\/.+$/.</source>
        <translation>shell 模式：* 和 ? 匹配除斜杠外的任意字符。要匹配多级路径，请写正则表达式，例如 /^team\/.+$/。</translation>
    </message>
</context>
<context>
    <name>RuleWarnings</name>
    <message>
        <source>Duplicate of rule %1.</source>
        <translation>与规则 %1 重复。</translation>
    </message>
    <message>
        <source>Never reached: rule %1 matches first.</source>
        <translation>永远不会用到：规则 %1 先匹配。</translation>
    </message>
    <message>
        <source>Delete one of them.</source>
        <translation>请删除其中一条。</translation>
    </message>
    <message>
        <source>Move it above that rule, or delete it.</source>
        <translation>请将其移到那条规则上方，或将其删除。</translation>
    </message>
    <message>
        <source>No user is called %1.</source>
        <translation>没有名为 %1 的用户。</translation>
    </message>
    <message>
        <source>Add the user, or correct the account.</source>
        <translation>请添加该用户，或改正账户。</translation>
    </message>
    <message>
        <source>Did you mean %1?</source>
        <translation>您是指 %1 吗？</translation>
    </message>
</context>
<context>
    <name>SaveText</name>
    <message>
        <source>Saved %1.</source>
        <translation>已保存 %1。</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>无法写入 %1：%2</translation>
    </message>
</context>
<context>
    <name>Startup</name>
    <message>
        <source>%1 is no address of the form ssh://USER@HOST/SOCKET.</source>
        <translation>%1 不是 ssh://USER@HOST/SOCKET 形式的地址。</translation>
    </message>
    <message>
        <source>%1 does not exist. Give a configuration file, the control socket of a daemon, or ssh://USER@HOST.</source>
        <translation>%1 不存在。请指定配置文件、守护进程的控制套接字，或 ssh://USER@HOST。</translation>
    </message>
    <message>
        <source>%1 is neither a file nor a socket.</source>
        <translation>%1 既不是文件也不是套接字。</translation>
    </message>
</context>
<context>
    <name>TestedDecision</name>
    <message>
        <source>No rule matches: everything else is denied.</source>
        <translation>没有规则匹配：其他一律拒绝。</translation>
    </message>
    <message>
        <source>Explicitly denied: rule %1 grants nothing.</source>
        <translation>明确拒绝：规则 %1 不授予任何权限。</translation>
    </message>
    <message>
        <source>Rule %1 decides, and grants none of these actions.</source>
        <translation>由规则 %1 判定，它不授予这些操作中的任何一个。</translation>
    </message>
    <message>
        <source>Rule %1 decides.</source>
        <translation>由规则 %1 判定。</translation>
    </message>
    <message>
        <source>Its comment: %1</source>
        <translation>其注释：%1</translation>
    </message>
    <message>
        <source>A rule was passed over because the labels have too many combinations.</source>
        <translation>有一条规则因标签组合过多而被跳过。</translation>
    </message>
</context>
<context>
    <name>Texts</name>
    <message>
        <source>never</source>
        <translation>从未</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>刚刚</translation>
    </message>
    <message numerus="yes">
        <source>%n seconds ago</source>
        <translation>
            <numerusform>%n 秒前</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n seconds</source>
        <translation>
            <numerusform>%n 秒后</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minutes ago</source>
        <translation>
            <numerusform>%n 分钟前</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n minutes</source>
        <translation>
            <numerusform>%n 分钟后</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hours ago</source>
        <translation>
            <numerusform>%n 小时前</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n hours</source>
        <translation>
            <numerusform>%n 小时后</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days ago</source>
        <translation>
            <numerusform>%n 天前</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n days</source>
        <translation>
            <numerusform>%n 天后</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 毫秒</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分钟</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分钟</translation>
    </message>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n 天</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 %2 h</source>
        <comment>days, hours</comment>
        <translation>%1 %2 小时</translation>
    </message>
    <message>
        <source>has no end date</source>
        <translation>没有截止日期</translation>
    </message>
    <message numerus="yes">
        <source>expired %n days ago</source>
        <translation>
            <numerusform>已于 %n 天前过期</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>expired %n hours ago</source>
        <translation>
            <numerusform>已于 %n 小时前过期</numerusform>
        </translation>
    </message>
    <message>
        <source>expired just now</source>
        <translation>刚刚过期</translation>
    </message>
    <message numerus="yes">
        <source>expires in %n days</source>
        <translation>
            <numerusform>将在 %n 天后到期</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>expires in %n hours</source>
        <translation>
            <numerusform>将在 %n 小时后到期</numerusform>
        </translation>
    </message>
    <message>
        <source>expires within the hour</source>
        <translation>将在一小时内到期</translation>
    </message>
</context>
<context>
    <name>UserFiles</name>
    <message>
        <source>Import Users</source>
        <translation>导入用户</translation>
    </message>
    <message>
        <source>Users (*.csv *.json *.htpasswd htpasswd *.txt);;All files (*)</source>
        <translation>用户文件 (*.csv *.json *.htpasswd htpasswd *.txt);;所有文件 (*)</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2</source>
        <translation>无法读取 %1：%2</translation>
    </message>
    <message>
        <source>Export Users With Hashes</source>
        <translation>导出用户和哈希</translation>
    </message>
    <message>
        <source>Whoever gets the file can try passwords against its hashes, as fast as their computers allow.</source>
        <translation>得到此文件的人可以用自己的计算机以最快的速度对其中的哈希尝试密码。</translation>
    </message>
    <message>
        <source>Export Hashes</source>
        <translation>导出哈希</translation>
    </message>
    <message>
        <source>Export Users</source>
        <translation>导出用户</translation>
    </message>
    <message>
        <source>CSV (*.csv);;JSON (*.json);;htpasswd (*.htpasswd)</source>
        <translation>CSV (*.csv);;JSON (*.json);;htpasswd (*.htpasswd)</translation>
    </message>
    <message>
        <source>CSV (*.csv);;JSON (*.json)</source>
        <translation>CSV (*.csv);;JSON (*.json)</translation>
    </message>
    <message>
        <source>An htpasswd file is nothing without hashes. Export to .csv or .json, or with hashes.</source>
        <translation>htpasswd 文件没有哈希就没有意义。请导出为 .csv 或 .json，或连同哈希一起导出。</translation>
    </message>
</context>
<context>
    <name>UserImport</name>
    <message>
        <source>This name stands in the file twice.</source>
        <translation>此名称在文件中出现了两次。</translation>
    </message>
    <message>
        <source>The password hash is of no kind that can be verified. bcrypt, yescrypt, sha512-crypt and sha256-crypt can.</source>
        <translation>此密码哈希的类型无法验证。可以使用 bcrypt、yescrypt、sha512-crypt 和 sha256-crypt。</translation>
    </message>
    <message>
        <source>A new user needs a password hash; without one any password would do.</source>
        <translation>新用户需要密码哈希；没有它，任何密码都能登录。</translation>
    </message>
    <message>
        <source>password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>labels</source>
        <translation>标签</translation>
    </message>
    <message numerus="yes">
        <source>The file has more than %n users.</source>
        <translation>
            <numerusform>文件中的用户超过 %n 个。</numerusform>
        </translation>
    </message>
    <message>
        <source>Not of the form name:hash.</source>
        <translation>不是 名称:哈希 的形式。</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>文件是空的。</translation>
    </message>
    <message>
        <source>The first line must name the columns: name, password_hash and one for each label.</source>
        <translation>第一行必须是各列的名称：name、password_hash，以及每个标签一列。</translation>
    </message>
    <message>
        <source>More fields than the first line.</source>
        <translation>字段比第一行多。</translation>
    </message>
    <message>
        <source>Not an object.</source>
        <translation>不是对象。</translation>
    </message>
    <message>
        <source>password_hash is not a text.</source>
        <translation>password_hash 不是文本。</translation>
    </message>
    <message>
        <source>labels must map names to lists of text.</source>
        <translation>labels 必须将名称对应到文本列表。</translation>
    </message>
    <message>
        <source>Not JSON: %1 at byte %2.</source>
        <translation>不是 JSON：字节 %2 处 %1。</translation>
    </message>
    <message>
        <source>The file is too large.</source>
        <translation>文件太大。</translation>
    </message>
    <message>
        <source>The file is not UTF-8 text.</source>
        <translation>文件不是 UTF-8 文本。</translation>
    </message>
    <message>
        <source>Unknown format.</source>
        <translation>未知格式。</translation>
    </message>
    <message>
        <source>The name is empty.</source>
        <translation>名称是空的。</translation>
    </message>
    <message>
        <source>The name is longer than 255 bytes.</source>
        <translation>名称超过 255 个字节。</translation>
    </message>
    <message>
        <source>A name cannot hold a colon: clients send it as name:password.</source>
        <translation>名称不能含有冒号：客户端以 名称:密码 的形式发送。</translation>
    </message>
    <message>
        <source>A name cannot begin or end with a space.</source>
        <translation>名称不能以空格开头或结尾。</translation>
    </message>
    <message>
        <source>A name cannot hold control characters.</source>
        <translation>名称不能含有控制字符。</translation>
    </message>
</context>
<context>
    <name>Users</name>
    <message>
        <source>bcrypt, cost %1</source>
        <translation>bcrypt，成本 %1</translation>
    </message>
    <message>
        <source>yescrypt, cost %1</source>
        <translation>yescrypt，成本 %1</translation>
    </message>
    <message numerus="yes">
        <source>SHA-512, %n rounds</source>
        <translation>
            <numerusform>SHA-512，%n 轮</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>SHA-256, %n rounds</source>
        <translation>
            <numerusform>SHA-256，%n 轮</numerusform>
        </translation>
    </message>
    <message>
        <source>unknown kind of hash</source>
        <translation>未知的哈希类型</translation>
    </message>
    <message>
        <source>(anonymous)</source>
        <translation>（匿名）</translation>
    </message>
    <message>
        <source>Any password is accepted: whoever knows the name can log in.</source>
        <translation>接受任何密码：知道名称的人都能登录。</translation>
    </message>
    <message>
        <source>The stored hash cannot be verified, so nobody can log in with it. Set a new password.</source>
        <translation>存储的哈希无法验证，因此没有人能以此登录。请设置新密码。</translation>
    </message>
    <message>
        <source>The hash is computed fast, so a stolen one is guessed soon. Set the password again.</source>
        <translation>此哈希计算速度快，一旦被窃很快就会被猜出。请重新设置密码。</translation>
    </message>
    <message>
        <source>no password (any is accepted)</source>
        <translation>无密码（接受任何密码）</translation>
    </message>
    <message>
        <source>locked (%1)</source>
        <translation>已锁定（%1）</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>已锁定</translation>
    </message>
    <message>
        <source>%1 (cannot be verified)</source>
        <translation>%1（无法验证）</translation>
    </message>
    <message>
        <source>Rule %1: %2 (%3)</source>
        <translation>规则 %1：%2（%3）</translation>
    </message>
    <message>
        <source>nothing: deny</source>
        <translation>无：拒绝</translation>
    </message>
    <message>
        <source>%1, disabled</source>
        <translation>%1，已禁用</translation>
    </message>
</context>
<context>
    <name>Verdict</name>
    <message>
        <source>Granted</source>
        <translation>已允许</translation>
    </message>
    <message>
        <source>Partly Granted</source>
        <translation>部分允许</translation>
    </message>
    <message>
        <source>Denied</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>Login Failed</source>
        <translation>登录失败</translation>
    </message>
    <message>
        <source>Bad Request</source>
        <translation>请求有误</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>繁忙</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>Console of the Docker registry access gate.</source>
        <translation>Docker 镜像仓库访问之门的控制台。</translation>
    </message>
    <message>
        <source>A configuration file, the control socket of a daemon, or ssh://USER@HOST; the last one if left out.</source>
        <translation>配置文件、守护进程的控制套接字，或 ssh://USER@HOST；省略则使用上次的。</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::AboutDialog</name>
    <message>
        <source>About Wharfgate</source>
        <translation>关于 Wharfgate</translation>
    </message>
    <message>
        <source>The access gate of self-hosted Docker (OCI) registries: users, access rules, certificates and the log of every decision.</source>
        <translation>自建 Docker（OCI）镜像仓库的访问之门：用户、访问规则、证书，以及每一次判定的日志。</translation>
    </message>
    <message>
        <source>Console %1</source>
        <translation>控制台 %1</translation>
    </message>
    <message>
        <source>No daemon connected</source>
        <translation>未连接守护进程</translation>
    </message>
    <message>
        <source>Daemon %1</source>
        <translation>守护进程 %1</translation>
    </message>
    <message>
        <source>Qt %1 on %2</source>
        <translation>%2 上的 Qt %1</translation>
    </message>
    <message>
        <source>Licensed under the Apache License 2.0. With Qt, OpenSSL, yaml-cpp, RE2 and libxcrypt.</source>
        <translation>以 Apache License 2.0 许可。使用了 Qt、OpenSSL、yaml-cpp、RE2 和 libxcrypt。</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::AdviceCard</name>
    <message>
        <source>Advice</source>
        <translation>建议</translation>
    </message>
    <message>
        <source>Show Place of Advice</source>
        <translation>转到建议所指之处</translation>
    </message>
    <message>
        <source>Go to the rule, user or line that the advice is about.</source>
        <translation>转到建议所涉及的规则、用户或行。</translation>
    </message>
    <message>
        <source>Opens the page with the rule, user, certificate or line that the selected advice is about.</source>
        <translation>打开所选建议涉及的规则、用户、证书或行所在的页面。</translation>
    </message>
    <message numerus="yes">
        <source>%n errors</source>
        <translation>
            <numerusform>%n 个错误</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warnings</source>
        <translation>
            <numerusform>%n 个警告</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hints</source>
        <translation>
            <numerusform>%n 个提示</numerusform>
        </translation>
    </message>
    <message>
        <source>The daemon&apos;s own advice is missing: %1</source>
        <translation>缺少守护进程自己的建议：%1</translation>
    </message>
    <message>
        <source>Nothing to advise: the configuration has no errors and nothing doubtful was found.</source>
        <translation>没有建议：配置没有错误，也没有发现可疑之处。</translation>
    </message>
    <message>
        <source>Looking at the configuration…</source>
        <translation>正在检查配置…</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::AdviceDelegate</name>
    <message>
        <source>Show Me</source>
        <translation>查看</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::AdviceModel</name>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Advice</source>
        <translation>建议</translation>
    </message>
    <message>
        <source>line %1</source>
        <translation>第 %1 行</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>key, line</comment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>severity, sentence</comment>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::ApplyFlow</name>
    <message>
        <source>Resolve…</source>
        <translation>解决…</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>There is nothing to apply.</source>
        <translation>没有需要应用的更改。</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) discarded.</source>
        <translation>
            <numerusform>已放弃 %n 项更改。</numerusform>
        </translation>
    </message>
    <message>
        <source>The configuration was changed elsewhere while you were editing.</source>
        <translation>在您编辑期间，配置已在别处被更改。</translation>
    </message>
    <message>
        <source>%1 changed the configuration while you were editing.</source>
        <translation>在您编辑期间，%1 更改了配置。</translation>
    </message>
    <message>
        <source>Applied. The daemon decides by it from now on.</source>
        <translation>已应用。守护进程从现在起按此判定。</translation>
    </message>
    <message>
        <source>Saved. The former version is kept beside it.</source>
        <translation>已保存。旁边保留了上一个版本。</translation>
    </message>
    <message>
        <source>These settings take effect only after a restart: %1</source>
        <translation>以下设置在重启后才会生效：%1</translation>
    </message>
    <message>
        <source>The configuration has errors and was not applied.</source>
        <translation>配置有错误，未应用。</translation>
    </message>
    <message>
        <source>Merge Changes</source>
        <translation>合并更改</translation>
    </message>
    <message>
        <source>The merged text has errors: %1</source>
        <translation>合并后的文本有错误：%1</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::CallQueue</name>
    <message>
        <source>This is more than the daemon takes at once (80 MiB).</source>
        <translation>超出了守护进程一次能接受的大小（80 MiB）。</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::CertificateCommands</name>
    <message>
        <source>Fix Key File Mode</source>
        <translation>修正密钥文件权限</translation>
    </message>
    <message>
        <source>Let only the owner of the key file read it.</source>
        <translation>只允许密钥文件的所有者读取它。</translation>
    </message>
    <message>
        <source>Show PEM…</source>
        <translation>显示 PEM…</translation>
    </message>
    <message>
        <source>Show the chosen certificate as text.</source>
        <translation>以文本显示所选证书。</translation>
    </message>
    <message>
        <source>Export Certificate…</source>
        <translation>导出证书…</translation>
    </message>
    <message>
        <source>Save the chosen certificate and those above it, without the key.</source>
        <translation>保存所选证书及其上级证书，不含密钥。</translation>
    </message>
    <message>
        <source>Save JWKS File…</source>
        <translation>保存 JWKS 文件…</translation>
    </message>
    <message>
        <source>Save the public half of the key that signs tokens, as registries read it.</source>
        <translation>保存签发令牌的密钥的公钥部分，供镜像仓库读取。</translation>
    </message>
    <message>
        <source>The configuration names no certificate for this.</source>
        <translation>配置中没有为此指定证书。</translation>
    </message>
    <message>
        <source>Wait until the last command has ended.</source>
        <translation>请等待上一个命令结束。</translation>
    </message>
    <message>
        <source>Choose a certificate.</source>
        <translation>请选择一个证书。</translation>
    </message>
    <message>
        <source>The key cannot be read.</source>
        <translation>无法读取密钥。</translation>
    </message>
    <message>
        <source>Only its owner can read the key file.</source>
        <translation>只有所有者可以读取密钥文件。</translation>
    </message>
    <message>
        <source>Certificate of %1</source>
        <translation>%1 的证书</translation>
    </message>
    <message>
        <source>This is public: it may be given to anybody.</source>
        <translation>这是公开内容，可以交给任何人。</translation>
    </message>
    <message>
        <source>Save Certificate</source>
        <translation>保存证书</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt);;All files (*)</source>
        <translation>证书 (*.pem *.crt);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Export Certificate</source>
        <translation>导出证书</translation>
    </message>
    <message>
        <source>Save JWKS File</source>
        <translation>保存 JWKS 文件</translation>
    </message>
    <message>
        <source>JSON web key sets (*.json);;All files (*)</source>
        <translation>JSON Web 密钥集 (*.json);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Only its owner can read the key file now.</source>
        <translation>现在只有所有者可以读取密钥文件。</translation>
    </message>
    <message>
        <source>Generate Self-Signed…</source>
        <translation>生成自签名证书…</translation>
    </message>
    <message>
        <source>Stage a new key and a certificate that it signs itself.</source>
        <translation>暂存一个新密钥和用它自身签名的证书。</translation>
    </message>
    <message>
        <source>Request…</source>
        <translation>申请证书…</translation>
    </message>
    <message>
        <source>Make a new key and a request for an authority to sign.</source>
        <translation>生成一个新密钥，以及一份供证书颁发机构签发的申请。</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Stage certificates and keys from PEM, DER or PKCS #12 files, or the answer to a request.</source>
        <translation>暂存来自 PEM、DER 或 PKCS #12 文件的证书和密钥，或对申请的答复。</translation>
    </message>
    <message>
        <source>Show Request…</source>
        <translation>显示申请…</translation>
    </message>
    <message>
        <source>Show the request that waits for its answer.</source>
        <translation>显示正在等待答复的申请。</translation>
    </message>
    <message>
        <source>Rotate…</source>
        <translation>轮换…</translation>
    </message>
    <message>
        <source>Put the staged certificate into use.</source>
        <translation>将暂存的证书投入使用。</translation>
    </message>
    <message>
        <source>Roll Back…</source>
        <translation>回退…</translation>
    </message>
    <message>
        <source>Bring back the certificate from before the rotation.</source>
        <translation>恢复轮换之前的证书。</translation>
    </message>
    <message>
        <source>Discard Staged…</source>
        <translation>放弃暂存内容…</translation>
    </message>
    <message>
        <source>Delete what is staged or waits.</source>
        <translation>删除已暂存或等待使用的内容。</translation>
    </message>
    <message>
        <source>Nothing is staged. Generate or import a certificate first.</source>
        <translation>没有暂存内容。请先生成或导入证书。</translation>
    </message>
    <message>
        <source>There is no earlier certificate to go back to.</source>
        <translation>没有可以回退到的先前证书。</translation>
    </message>
    <message>
        <source>Nothing is staged.</source>
        <translation>没有暂存内容。</translation>
    </message>
    <message>
        <source>No key waits for its certificate.</source>
        <translation>没有等待证书的密钥。</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::CertificateDetails</name>
    <message>
        <source>Choose a certificate to see what it says.</source>
        <translation>选择一个证书以查看其内容。</translation>
    </message>
    <message>
        <source>none</source>
        <comment>names or uses of a certificate</comment>
        <translation>无</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>主体</translation>
    </message>
    <message>
        <source>Names</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Issuer</source>
        <translation>颁发者</translation>
    </message>
    <message>
        <source>itself (self-signed)</source>
        <translation>自身（自签名）</translation>
    </message>
    <message>
        <source>Valid from</source>
        <translation>生效时间</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>到期时间</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>time, how long until then</comment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Usage</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>not restricted</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>Authority</source>
        <translation>证书颁发机构</translation>
    </message>
    <message>
        <source>yes, it may sign other certificates</source>
        <translation>是，可以签发其他证书</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Serial</source>
        <translation>序列号</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::CertificateForm</name>
    <message>
        <source>Generate Certificate</source>
        <translation>生成证书</translation>
    </message>
    <message>
        <source>Request Certificate</source>
        <translation>申请证书</translation>
    </message>
    <message>
        <source>Generate</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>Make Request</source>
        <translation>生成申请</translation>
    </message>
    <message>
        <source>Makes a new key and a certificate signed by itself, and stages both beside those in use. Nothing changes before you rotate.</source>
        <translation>生成新的密钥和自签名证书，并暂存在正在使用的证书旁边。轮换之前不会有任何变化。</translation>
    </message>
    <message>
        <source>Makes a new key, which waits, and a request for an authority to sign. Import the answer when it comes.</source>
        <translation>生成一个等待使用的新密钥，以及一份供证书颁发机构签发的申请。收到答复后请导入。</translation>
    </message>
    <message>
        <source>What is staged now is replaced.</source>
        <translation>现在暂存的内容将被替换。</translation>
    </message>
    <message>
        <source>The key that waits now is replaced, and the answer to its request becomes useless.</source>
        <translation>现在等待使用的密钥将被替换，对其申请的答复将作废。</translation>
    </message>
    <message>
        <source>&amp;Common name:</source>
        <translation>通用名称(&amp;C)：</translation>
    </message>
    <message>
        <source>Names and addresses</source>
        <translation>名称和地址</translation>
    </message>
    <message>
        <source>auth.example.com, 192.0.2.1</source>
        <translation>auth.example.com, 192.0.2.1</translation>
    </message>
    <message>
        <source>&amp;Names and addresses:</source>
        <translation>名称和地址(&amp;N)：</translation>
    </message>
    <message>
        <source>Valid for (&amp;days):</source>
        <translation>有效期（天）(&amp;D)：</translation>
    </message>
    <message>
        <source>EC P-256 (recommended)</source>
        <translation>EC P-256（推荐）</translation>
    </message>
    <message>
        <source>EC P-384</source>
        <translation>EC P-384</translation>
    </message>
    <message>
        <source>RSA, 2048 bits</source>
        <translation>RSA，2048 位</translation>
    </message>
    <message>
        <source>RSA, 3072 bits</source>
        <translation>RSA，3072 位</translation>
    </message>
    <message>
        <source>RSA, 4096 bits (takes some seconds)</source>
        <translation>RSA，4096 位（需要几秒钟）</translation>
    </message>
    <message>
        <source>Ed25519 (not for every client)</source>
        <translation>Ed25519（并非所有客户端都支持）</translation>
    </message>
    <message>
        <source>&amp;Key:</source>
        <translation>密钥(&amp;K)：</translation>
    </message>
    <message>
        <source>Write a common name or a name first.</source>
        <translation>请先填写通用名称或一个名称。</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::CertificateJobs</name>
    <message>
        <source>A new certificate is staged. Look at its checks, then rotate.</source>
        <translation>新证书已暂存。请查看对它的检查，然后轮换。</translation>
    </message>
    <message>
        <source>Certificate Request</source>
        <translation>证书申请</translation>
    </message>
    <message>
        <source>Give this to the authority, and import its answer. The key stays where it is.</source>
        <translation>请将此内容交给证书颁发机构，并导入其答复。密钥保留在原处。</translation>
    </message>
    <message>
        <source>Save Request</source>
        <translation>保存申请</translation>
    </message>
    <message>
        <source>Certificate requests (*.csr *.pem);;All files (*)</source>
        <translation>证书申请 (*.csr *.pem);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Import Certificate</source>
        <translation>导入证书</translation>
    </message>
    <message>
        <source>Certificates and keys (*.pem *.crt *.cer *.der *.key *.p7b *.p12 *.pfx);;All files (*)</source>
        <translation>证书和密钥 (*.pem *.crt *.cer *.der *.key *.p7b *.p12 *.pfx);;所有文件 (*)</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2</source>
        <translation>无法读取 %1：%2</translation>
    </message>
    <message>
        <source>These files are too large for certificates. Choose fewer or others.</source>
        <translation>这些文件太大，不可能是证书。请选择更少的文件或其他文件。</translation>
    </message>
    <message>
        <source>A key in these files is locked. Its password is needed once and not kept:</source>
        <translation>这些文件中有一个加锁的密钥。需要输入一次其密码，密码不会保存：</translation>
    </message>
    <message>
        <source>That was not the password. Try again:</source>
        <translation>密码不正确。请重试：</translation>
    </message>
    <message>
        <source>The imported certificate is staged. Look at its checks, then rotate.</source>
        <translation>导入的证书已暂存。请查看对它的检查，然后轮换。</translation>
    </message>
    <message>
        <source>The new certificate is in use. Connections were kept.</source>
        <translation>新证书已投入使用。连接保持不断。</translation>
    </message>
    <message>
        <source>The new certificate is in place.</source>
        <translation>新证书已放到位。</translation>
    </message>
    <message>
        <source>Tell the registries the new key.</source>
        <translation>请将新密钥告知各镜像仓库。</translation>
    </message>
    <message>
        <source>The certificate and key from before the last rotation come back into use. That certificate %1.</source>
        <translation>上次轮换之前的证书和密钥将重新投入使用。该证书%1。</translation>
    </message>
    <message>
        <source>If its key is another one, registries have to know it.</source>
        <translation>如果其密钥不同，镜像仓库必须得知它。</translation>
    </message>
    <message>
        <source>Roll Back</source>
        <translation>回退</translation>
    </message>
    <message>
        <source>The earlier certificate is in use again.</source>
        <translation>先前的证书已重新投入使用。</translation>
    </message>
    <message>
        <source>The staged certificate and the key that waits are deleted. What is in use stays.</source>
        <translation>暂存的证书和等待使用的密钥将被删除。正在使用的保持不变。</translation>
    </message>
    <message>
        <source>The key that waits is deleted, and the answer to its request becomes useless. What is in use stays.</source>
        <translation>等待使用的密钥将被删除，对其申请的答复将作废。正在使用的保持不变。</translation>
    </message>
    <message>
        <source>The staged certificate and its key are deleted. What is in use stays.</source>
        <translation>暂存的证书及其密钥将被删除。正在使用的保持不变。</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Nothing is staged any more.</source>
        <translation>不再有任何暂存内容。</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::CertificateSource</name>
    <message>
        <source>There is no connection to a daemon.</source>
        <translation>没有连接到守护进程。</translation>
    </message>
    <message>
        <source>This daemon does not manage certificates.</source>
        <translation>此守护进程不管理证书。</translation>
    </message>
    <message>
        <source>You may look, but not change: you are not an administrator of this daemon.</source>
        <translation>您可以查看，但不能更改：您不是此守护进程的管理员。</translation>
    </message>
    <message>
        <source>Nothing is open.</source>
        <translation>没有打开任何内容。</translation>
    </message>
    <message>
        <source>The configuration has errors. Correct them first.</source>
        <translation>配置有错误。请先改正。</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::CertificatesPage</name>
    <message>
        <source>Certificates</source>
        <translation>证书</translation>
    </message>
    <message>
        <source>What the server and its tokens are signed with, until when, and how to renew it.</source>
        <translation>服务器及其令牌用什么签名、有效到何时，以及如何更新。</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>证书</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>The token signing certificate %1.</source>
        <translation>令牌签名证书%1。</translation>
    </message>
    <message>
        <source>The server certificate %1.</source>
        <translation>服务器证书%1。</translation>
    </message>
    <message>
        <source>Stage a new one and rotate.</source>
        <translation>请暂存一个新证书，然后轮换。</translation>
    </message>
    <message>
        <source>Reading the certificates…</source>
        <translation>正在读取证书…</translation>
    </message>
    <message>
        <source>The configuration names no certificates.
Set server.certificate and server.key for HTTPS, or token.certificate and token.key for the key that signs tokens, and apply.</source>
        <translation>配置中没有指定证书。
请为 HTTPS 设置 server.certificate 和 server.key，或为令牌签名密钥设置 token.certificate 和 token.key，然后应用。</translation>
    </message>
    <message>
        <source>Checks of what is staged</source>
        <translation>对暂存内容的检查</translation>
    </message>
    <message>
        <source>A new certificate is staged: %1. Nothing changes before you rotate.</source>
        <translation>已暂存新证书：%1。轮换之前不会有任何变化。</translation>
    </message>
    <message>
        <source>A key waits for its signed certificate since %1.</source>
        <translation>自 %1 起有一个密钥在等待其签发的证书。</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::ChainTree</name>
    <message>
        <source>Certificates and who has issued them</source>
        <translation>证书及其颁发者</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>证书</translation>
    </message>
    <message>
        <source>Valid Until</source>
        <translation>到期时间</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>Staged, not in use yet</source>
        <translation>已暂存，尚未使用</translation>
    </message>
    <message>
        <source>Cannot be read</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>%1 (not in the file)</source>
        <translation>%1（不在文件中）</translation>
    </message>
    <message>
        <source>Only its name is known. Clients have to know this authority.</source>
        <translation>只知道其名称。客户端必须认识这个证书颁发机构。</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::ChipButton</name>
    <message>
        <source>Press Delete to remove it.</source>
        <translation>按 Delete 将其移除。</translation>
    </message>
    <message>
        <source>Click the cross or press Delete to remove it</source>
        <translation>点击叉号或按 Delete 将其移除</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::ChipEditor</name>
    <message>
        <source>Type and press Enter or comma to add. Set: %1.</source>
        <comment>list of chips</comment>
        <translation>输入后按回车或逗号添加。已设置：%1。</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::ColorRule</name>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Denied</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>Login failed</source>
        <translation>登录失败</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Partly granted</source>
        <translation>部分允许</translation>
    </message>
    <message>
        <source>Granted</source>
        <translation>已允许</translation>
    </message>
    <message>
        <source>Accent</source>
        <translation>强调</translation>
    </message>
    <message>
        <source>Information</source>
        <translation>信息</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>ERR</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Failed logins</source>
        <translation>登录失败</translation>
    </message>
    <message>
        <source>LOGIN</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Denials</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>DENY</source>
        <translation>拒绝</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::ColorRulesDialog</name>
    <message>
        <source>Color Rules</source>
        <translation>颜色规则</translation>
    </message>
    <message>
        <source>The first rule that matches an entry gives it a color and a word.</source>
        <translation>第一条与条目匹配的规则为其赋予颜色和文字。</translation>
    </message>
    <message>
        <source>Add a rule</source>
        <translation>添加规则</translation>
    </message>
    <message>
        <source>Remove the rule</source>
        <translation>移除规则</translation>
    </message>
    <message>
        <source>Move the rule up</source>
        <translation>上移规则</translation>
    </message>
    <message>
        <source>Move the rule down</source>
        <translation>下移规则</translation>
    </message>
    <message>
        <source>Color rules in their order</source>
        <translation>按顺序排列的颜色规则</translation>
    </message>
    <message>
        <source>As in the log&apos;s filter: result:denied user:ci</source>
        <translation>写法与日志筛选相同：result:denied user:ci</translation>
    </message>
    <message>
        <source>&amp;Name:</source>
        <translation>名称(&amp;N)：</translation>
    </message>
    <message>
        <source>&amp;Filter:</source>
        <translation>筛选(&amp;F)：</translation>
    </message>
    <message>
        <source>&amp;Color:</source>
        <translation>颜色(&amp;C)：</translation>
    </message>
    <message>
        <source>&amp;Word:</source>
        <translation>文字(&amp;W)：</translation>
    </message>
    <message>
        <source>(no name)</source>
        <translation>（无名称）</translation>
    </message>
    <message>
        <source>Without a filter the rule marks nothing.</source>
        <translation>没有筛选条件的规则不标记任何条目。</translation>
    </message>
    <message>
        <source>New rule</source>
        <translation>新规则</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::Commands</name>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Take the last change of the working copy back</source>
        <translation>撤回对工作副本的上一次更改</translation>
    </message>
    <message>
        <source>Do the change again that was taken back</source>
        <translation>重新执行已撤回的更改</translation>
    </message>
    <message>
        <source>&amp;Find</source>
        <translation>查找(&amp;F)</translation>
    </message>
    <message>
        <source>Go to the search field of the page</source>
        <translation>转到页面的搜索框</translation>
    </message>
    <message>
        <source>&amp;Collapse Page List</source>
        <translation>折叠页面列表(&amp;C)</translation>
    </message>
    <message>
        <source>Show the pages as icons only</source>
        <translation>页面只显示为图标</translation>
    </message>
    <message>
        <source>&amp;Next Page</source>
        <translation>下一页(&amp;N)</translation>
    </message>
    <message>
        <source>Go to the next page of the list</source>
        <translation>转到列表中的下一页</translation>
    </message>
    <message>
        <source>&amp;Previous Page</source>
        <translation>上一页(&amp;P)</translation>
    </message>
    <message>
        <source>Go to the previous page of the list</source>
        <translation>转到列表中的上一页</translation>
    </message>
    <message>
        <source>Go to the page %1</source>
        <translation>转到页面“%1”</translation>
    </message>
    <message>
        <source>&amp;Connections…</source>
        <translation>连接(&amp;C)…</translation>
    </message>
    <message>
        <source>Choose the daemon or the file to work on</source>
        <translation>选择要操作的守护进程或文件</translation>
    </message>
    <message>
        <source>Open &amp;File…</source>
        <translation>打开文件(&amp;F)…</translation>
    </message>
    <message>
        <source>Open a configuration file without a daemon</source>
        <translation>不通过守护进程打开配置文件</translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation>关闭(&amp;L)</translation>
    </message>
    <message>
        <source>Close the connection or the file</source>
        <translation>关闭连接或文件</translation>
    </message>
    <message>
        <source>Re&amp;load Configuration</source>
        <translation>重新读取配置(&amp;L)</translation>
    </message>
    <message>
        <source>Read the configuration again from the daemon or the file</source>
        <translation>从守护进程或文件重新读取配置</translation>
    </message>
    <message>
        <source>&amp;Review Changes…</source>
        <translation>查看更改(&amp;R)…</translation>
    </message>
    <message>
        <source>See what is not applied yet: as text, in words, and its effect</source>
        <translation>查看尚未应用的内容：文本、说明及其影响</translation>
    </message>
    <message>
        <source>Review…</source>
        <translation>查看…</translation>
    </message>
    <message>
        <source>&amp;Apply Changes…</source>
        <translation>应用更改(&amp;A)…</translation>
    </message>
    <message>
        <source>Review the changes and put them in force</source>
        <translation>查看更改并使其生效</translation>
    </message>
    <message>
        <source>Apply…</source>
        <translation>应用…</translation>
    </message>
    <message>
        <source>&amp;Discard Changes</source>
        <translation>放弃更改(&amp;D)</translation>
    </message>
    <message>
        <source>Go back to what is in force; can be undone</source>
        <translation>回到当前生效的内容；可以撤销</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Edit as &amp;Text…</source>
        <translation>以文本编辑(&amp;T)…</translation>
    </message>
    <message>
        <source>See and edit the whole configuration as text</source>
        <translation>以文本查看和编辑整个配置</translation>
    </message>
    <message>
        <source>&amp;Import Configuration…</source>
        <translation>导入配置(&amp;I)…</translation>
    </message>
    <message>
        <source>Replace the working copy by a file; nothing is in force before you apply</source>
        <translation>用文件替换工作副本；应用之前不会生效</translation>
    </message>
    <message>
        <source>&amp;Export Configuration…</source>
        <translation>导出配置(&amp;E)…</translation>
    </message>
    <message>
        <source>Save the working copy to a file</source>
        <translation>将工作副本保存到文件</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>Close the console</source>
        <translation>关闭控制台</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>启动(&amp;S)</translation>
    </message>
    <message>
        <source>Start the daemon with the start command of this connection</source>
        <translation>用此连接的启动命令启动守护进程</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>停止(&amp;T)</translation>
    </message>
    <message>
        <source>Stop the daemon: no client can log in, pull or push then</source>
        <translation>停止守护进程：此后客户端无法登录、拉取或推送</translation>
    </message>
    <message>
        <source>&amp;Restart</source>
        <translation>重启(&amp;R)</translation>
    </message>
    <message>
        <source>Check the configuration, then stop and start the daemon</source>
        <translation>检查配置，然后停止并启动守护进程</translation>
    </message>
    <message>
        <source>Re&amp;load</source>
        <translation>重新加载(&amp;L)</translation>
    </message>
    <message>
        <source>Let the daemon read its files again; connections are kept</source>
        <translation>让守护进程重新读取其文件；连接保持不断</translation>
    </message>
    <message>
        <source>Daemon&apos;s &amp;Own Log…</source>
        <translation>守护进程自身日志(&amp;O)…</translation>
    </message>
    <message>
        <source>What the daemon said about itself: start, reloads, errors</source>
        <translation>守护进程关于自身的记录：启动、重新加载、错误</translation>
    </message>
    <message>
        <source>&amp;Error</source>
        <translation>错误(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Warning</source>
        <translation>警告(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Info</source>
        <translation>信息(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Debug</source>
        <translation>调试(&amp;D)</translation>
    </message>
    <message>
        <source>How much the daemon logs, until it is restarted</source>
        <translation>守护进程记录日志的详细程度，直到其重启</translation>
    </message>
    <message>
        <source>&amp;Keyboard Shortcuts…</source>
        <translation>键盘快捷键(&amp;K)…</translation>
    </message>
    <message>
        <source>All commands with their shortcuts</source>
        <translation>所有命令及其快捷键</translation>
    </message>
    <message>
        <source>&amp;What Is This?</source>
        <translation>这是什么(&amp;W)？</translation>
    </message>
    <message>
        <source>Click on something to have it explained</source>
        <translation>点击某处以获得说明</translation>
    </message>
    <message>
        <source>&amp;About Wharfgate</source>
        <translation>关于 Wharfgate(&amp;A)</translation>
    </message>
    <message>
        <source>Versions and licence</source>
        <translation>版本和许可证</translation>
    </message>
    <message>
        <source>&amp;Documentation…</source>
        <translation>文档(&amp;D)…</translation>
    </message>
    <message>
        <source>Every setting, and how to install, migrate and find faults</source>
        <translation>每项设置，以及如何安装、迁移和查找故障</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::ConflictDialog</name>
    <message>
        <source>Configuration Changed Elsewhere</source>
        <translation>配置已在别处更改</translation>
    </message>
    <message>
        <source>The configuration was changed since you began. Nothing of yours was applied yet.</source>
        <translation>自您开始编辑以来，配置已被更改。您的更改均尚未应用。</translation>
    </message>
    <message>
        <source>%1 changed the configuration since you began. Nothing of yours was applied yet.</source>
        <translation>自您开始编辑以来，%1 更改了配置。您的更改均尚未应用。</translation>
    </message>
    <message>
        <source>Their Change</source>
        <translation>对方的更改</translation>
    </message>
    <message>
        <source>Your Change</source>
        <translation>您的更改</translation>
    </message>
    <message>
        <source>Merge, Compared With Theirs</source>
        <translation>合并结果与对方的比较</translation>
    </message>
    <message>
        <source>&lt;b&gt;Merge&lt;/b&gt; keeps both changes; you review the result before it is applied. &lt;b&gt;Overwrite&lt;/b&gt; applies yours and throws theirs away. &lt;b&gt;Reload&lt;/b&gt; takes theirs; yours stays in the undo history.</source>
        <translation>&lt;b&gt;合并&lt;/b&gt;保留双方的更改；应用之前您可以查看结果。&lt;b&gt;覆盖&lt;/b&gt;应用您的更改并丢弃对方的更改。&lt;b&gt;重新读取&lt;/b&gt;采用对方的更改；您的更改保留在撤销历史中。</translation>
    </message>
    <message>
        <source>Both changed the same lines, so the changes cannot be merged by themselves. &lt;b&gt;Overwrite&lt;/b&gt; applies yours and throws theirs away. &lt;b&gt;Reload&lt;/b&gt; takes theirs; yours stays in the undo history.</source>
        <translation>双方更改了相同的行，因此无法自动合并。&lt;b&gt;覆盖&lt;/b&gt;应用您的更改并丢弃对方的更改。&lt;b&gt;重新读取&lt;/b&gt;采用对方的更改；您的更改保留在撤销历史中。</translation>
    </message>
    <message>
        <source>&amp;Merge</source>
        <translation>合并(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Overwrite</source>
        <translation>覆盖(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Reload</source>
        <translation>重新读取(&amp;R)</translation>
    </message>
    <message>
        <source>Both changed the same lines.</source>
        <translation>双方更改了相同的行。</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::ConnectionBanner</name>
    <message>
        <source>Try Now</source>
        <translation>立即重试</translation>
    </message>
    <message numerus="yes">
        <source>Trying again in %n second(s).</source>
        <translation>
            <numerusform>%n 秒后重试。</numerusform>
        </translation>
    </message>
    <message>
        <source>Trying again.</source>
        <translation>正在重试。</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::ConnectionEditor</name>
    <message>
        <source>Add Connection</source>
        <translation>添加连接</translation>
    </message>
    <message>
        <source>Edit Connection</source>
        <translation>编辑连接</translation>
    </message>
    <message>
        <source>Daemon on this computer</source>
        <translation>本机上的守护进程</translation>
    </message>
    <message>
        <source>Daemon over SSH</source>
        <translation>通过 SSH 连接的守护进程</translation>
    </message>
    <message>
        <source>Configuration file</source>
        <translation>配置文件</translation>
    </message>
    <message>
        <source>&amp;Kind:</source>
        <translation>类型(&amp;K)：</translation>
    </message>
    <message>
        <source>A name of your own (optional)</source>
        <translation>自定义名称（可选）</translation>
    </message>
    <message>
        <source>&amp;Name:</source>
        <translation>名称(&amp;N)：</translation>
    </message>
    <message>
        <source>&amp;Host:</source>
        <translation>主机(&amp;H)：</translation>
    </message>
    <message>
        <source>ssh&apos;s own</source>
        <translation>ssh 的默认值</translation>
    </message>
    <message>
        <source>&amp;Port:</source>
        <translation>端口(&amp;P)：</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>浏览(&amp;B)…</translation>
    </message>
    <message>
        <source>S&amp;ocket:</source>
        <translation>套接字(&amp;O)：</translation>
    </message>
    <message>
        <source>Starts and restarts the service; over SSH it runs on the other computer.</source>
        <translation>启动和重启服务；使用 SSH 时在另一台计算机上运行。</translation>
    </message>
    <message>
        <source>S&amp;tart command:</source>
        <translation>启动命令(&amp;T)：</translation>
    </message>
    <message>
        <source>Give the host as ssh knows it.</source>
        <translation>请填写 ssh 所认识的主机名。</translation>
    </message>
    <message>
        <source>A host begins with no hyphen and has no spaces.</source>
        <translation>主机名不能以连字符开头，也不能包含空格。</translation>
    </message>
    <message>
        <source>Give the whole path, from the first slash.</source>
        <translation>请填写从第一个斜杠开始的完整路径。</translation>
    </message>
    <message>
        <source>F&amp;ile:</source>
        <translation>文件(&amp;I)：</translation>
    </message>
    <message>
        <source>Choose Configuration File</source>
        <translation>选择配置文件</translation>
    </message>
    <message>
        <source>Choose Socket</source>
        <translation>选择套接字</translation>
    </message>
    <message>
        <source>Configuration files (*.yml *.yaml);;All files (*)</source>
        <translation>配置文件 (*.yml *.yaml);;所有文件 (*)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::ConnectionStore</name>
    <message>
        <source>The file is too large for a list of connections.</source>
        <translation>文件太大，不可能是连接列表。</translation>
    </message>
    <message>
        <source>This is no list of connections that this program has exported.</source>
        <translation>这不是本程序导出的连接列表。</translation>
    </message>
    <message>
        <source>A newer version of this program wrote the file. Update this one.</source>
        <translation>该文件由本程序的更新版本写入。请升级本程序。</translation>
    </message>
    <message numerus="yes">
        <source>The file holds more than %n connection(s).</source>
        <translation>
            <numerusform>文件中的连接超过 %n 个。</numerusform>
        </translation>
    </message>
    <message>
        <source>Connection %1 in the file cannot be used: its kind, path or host is missing or not valid.</source>
        <translation>文件中的连接 %1 无法使用：其类型、路径或主机缺失或无效。</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::ConnectionsDialog</name>
    <message>
        <source>Daemon on this computer</source>
        <translation>本机上的守护进程</translation>
    </message>
    <message>
        <source>Daemon over SSH</source>
        <translation>通过 SSH 连接的守护进程</translation>
    </message>
    <message>
        <source>Configuration file</source>
        <translation>配置文件</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Work on a running daemon, or on a configuration file without one.</source>
        <translation>操作正在运行的守护进程，或不通过守护进程操作配置文件。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>打开(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Add…</source>
        <translation>添加(&amp;A)…</translation>
    </message>
    <message>
        <source>&amp;Edit…</source>
        <translation>编辑(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>移除(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>导入(&amp;I)…</translation>
    </message>
    <message>
        <source>E&amp;xport…</source>
        <translation>导出(&amp;X)…</translation>
    </message>
    <message>
        <source>Not open</source>
        <translation>未打开</translation>
    </message>
    <message>
        <source>No connection yet. Add the socket of a daemon (usually /run/wharfgate/control.sock), a host that you reach with ssh, or a configuration file.</source>
        <translation>还没有连接。请添加守护进程的套接字（通常是 /run/wharfgate/control.sock）、可用 ssh 访问的主机，或配置文件。</translation>
    </message>
    <message>
        <source>Remove Connection</source>
        <translation>移除连接</translation>
    </message>
    <message>
        <source>%1 is taken off this list. The daemon and its files stay as they are.</source>
        <translation>%1 将从此列表中移除。守护进程及其文件保持不变。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Export Connections</source>
        <translation>导出连接</translation>
    </message>
    <message>
        <source>JSON files (*.json);;All files (*)</source>
        <translation>JSON 文件 (*.json);;所有文件 (*)</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>无法写入 %1：%2</translation>
    </message>
    <message numerus="yes">
        <source>%n connection(s) saved; they hold no secrets.</source>
        <translation>
            <numerusform>已保存 %n 个连接；其中不含机密信息。</numerusform>
        </translation>
    </message>
    <message>
        <source>Import Connections</source>
        <translation>导入连接</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2</source>
        <translation>无法读取 %1：%2</translation>
    </message>
    <message numerus="yes">
        <source>%n connection(s) of the file are here already, with another name, port or start command. Cancel keeps those and imports the rest.</source>
        <translation>
            <numerusform>文件中有 %n 个连接已经存在，但名称、端口或启动命令不同。选择“取消”将保留现有连接并导入其余连接。</numerusform>
        </translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>%1 added, %2 replaced, %3 unchanged.</source>
        <translation>已添加 %1 个，已替换 %2 个，%3 个未变。</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::DaemonClient</name>
    <message>
        <source>It sent a line of more than 128 MiB.</source>
        <translation>它发送了超过 128 MiB 的一行。</translation>
    </message>
    <message>
        <source>It sent a message that cannot be read: %1</source>
        <translation>它发送了无法读取的消息：%1</translation>
    </message>
    <message>
        <source>It sent a request; only the console asks.</source>
        <translation>它发送了请求；只有控制台可以提出请求。</translation>
    </message>
    <message>
        <source>It answered a call that was not made.</source>
        <translation>它答复了未曾发出的调用。</translation>
    </message>
    <message>
        <source>Its greeting names no protocol.</source>
        <translation>它的问候中没有说明协议。</translation>
    </message>
    <message>
        <source>The connection to the daemon ended before it answered.</source>
        <translation>守护进程尚未答复，连接就结束了。</translation>
    </message>
    <message>
        <source>There is no connection to a daemon.</source>
        <translation>没有连接到守护进程。</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::DaemonLogDialog</name>
    <message>
        <source>Daemon&apos;s Own Log</source>
        <translation>守护进程自身日志</translation>
    </message>
    <message>
        <source>Records of the daemon&apos;s own log, newest first</source>
        <translation>守护进程自身日志的记录，最新的在前</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>What Happened</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详细信息</translation>
    </message>
    <message>
        <source>&amp;Refresh</source>
        <translation>刷新(&amp;R)</translation>
    </message>
    <message numerus="yes">
        <source>The last %n record(s), newest first.</source>
        <translation>
            <numerusform>最近 %n 条记录，最新的在前。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::DetailsPanel</name>
    <message>
        <source>Details of the entry</source>
        <translation>条目详情</translation>
    </message>
    <message>
        <source>The entry as JSON</source>
        <translation>JSON 格式的条目</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详细信息</translation>
    </message>
    <message>
        <source>Raw JSON</source>
        <translation>原始 JSON</translation>
    </message>
    <message>
        <source>Select an entry to see what was asked, which rules were tried and which one decided.</source>
        <translation>选择一个条目，查看请求了什么、尝试了哪些规则以及由哪条规则判定。</translation>
    </message>
    <message>
        <source>Which rules were tried is shown while a daemon is connected.</source>
        <translation>连接守护进程时才会显示尝试了哪些规则。</translation>
    </message>
    <message>
        <source>This entry is from a file. Test this request to see how the rules of now decide.</source>
        <translation>此条目来自文件。请测试此请求，查看当前规则如何判定。</translation>
    </message>
    <message>
        <source>Which rules were tried cannot be told: %1</source>
        <translation>无法得知尝试了哪些规则：%1</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::DetailsText</name>
    <message>
        <source>Your note: %1</source>
        <translation>您的备注：%1</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>through %1</source>
        <translation>通过 %1</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>服务</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>程序</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>none: plain HTTP</source>
        <translation>无：未加密的 HTTP</translation>
    </message>
    <message>
        <source>Request ID</source>
        <translation>请求 ID</translation>
    </message>
    <message>
        <source>Access</source>
        <translation>访问</translation>
    </message>
    <message>
        <source>No access was asked for: this was a login only.</source>
        <translation>没有请求访问权限：这只是一次登录。</translation>
    </message>
    <message numerus="yes">
        <source>And %Ln more scopes; the raw JSON has them all.</source>
        <translation>
            <numerusform>还有 %Ln 个范围；原始 JSON 中有全部内容。</numerusform>
        </translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Access %1 of %2</source>
        <translation>访问 %1（共 %2 项）</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Requested</source>
        <translation>请求的操作</translation>
    </message>
    <message>
        <source>Granted</source>
        <translation>已允许</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>Decided by</source>
        <translation>判定者</translation>
    </message>
    <message>
        <source>no rule matched, so nothing was granted</source>
        <translation>没有规则匹配，因此未授予任何权限</translation>
    </message>
    <message>
        <source>rule %1</source>
        <translation>规则 %1</translation>
    </message>
    <message>
        <source>(it grants none of these)</source>
        <translation>（它不授予其中任何一个）</translation>
    </message>
    <message>
        <source>Asking which rules were tried…</source>
        <translation>正在查询尝试了哪些规则…</translation>
    </message>
    <message>
        <source>No rule before it was tried.</source>
        <translation>在它之前没有尝试任何规则。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln rules were tried before, by the rules in force now:</source>
        <translation>
            <numerusform>按当前生效的规则，在它之前尝试了 %Ln 条规则：</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>And %Ln more. Test this request to see them all.</source>
        <translation>
            <numerusform>还有 %Ln 条。测试此请求可查看全部。</numerusform>
        </translation>
    </message>
    <message>
        <source>Now rule %1 would decide: the rules or the user&apos;s labels have changed.</source>
        <translation>现在会由规则 %1 判定：规则或该用户的标签已更改。</translation>
    </message>
    <message>
        <source>Now no rule would match: the rules or the user&apos;s labels have changed.</source>
        <translation>现在没有规则会匹配：规则或该用户的标签已更改。</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>应答</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>耗时</translation>
    </message>
    <message>
        <source>Logged in by</source>
        <translation>登录验证方式</translation>
    </message>
    <message>
        <source>External program</source>
        <translation>外部程序</translation>
    </message>
    <message>
        <source>Token lifetime</source>
        <translation>令牌有效期</translation>
    </message>
    <message numerus="yes">
        <source>%Ln s, as configured now</source>
        <translation>
            <numerusform>%Ln 秒（按当前配置）</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::DiffView</name>
    <message>
        <source>There is no difference.</source>
        <translation>没有差异。</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>Next Difference</source>
        <translation>下一处差异</translation>
    </message>
    <message>
        <source>Go to the next difference.</source>
        <translation>转到下一处差异。</translation>
    </message>
    <message>
        <source>Previous Difference</source>
        <translation>上一处差异</translation>
    </message>
    <message>
        <source>Go to the previous difference.</source>
        <translation>转到上一处差异。</translation>
    </message>
    <message>
        <source>(password hash)</source>
        <translation>（密码哈希）</translation>
    </message>
    <message>
        <source>(no line break at the end)</source>
        <translation>（末尾没有换行符）</translation>
    </message>
    <message numerus="yes">
        <source>%n more lines are not shown.</source>
        <translation>
            <numerusform>还有 %n 行未显示。</numerusform>
        </translation>
    </message>
    <message>
        <source>From line %1</source>
        <translation>从第 %1 行起</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::DoctorDialog</name>
    <message>
        <source>Passed</source>
        <translation>通过</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Not tried</source>
        <translation>未尝试</translation>
    </message>
    <message>
        <source>Check Deployment</source>
        <translation>检查部署</translation>
    </message>
    <message>
        <source>&amp;Registry:</source>
        <translation>镜像仓库(&amp;R)：</translation>
    </message>
    <message>
        <source>The address of the registry, as clients use it</source>
        <translation>客户端使用的镜像仓库地址</translation>
    </message>
    <message>
        <source>&amp;Account:</source>
        <translation>账户(&amp;A)：</translation>
    </message>
    <message>
        <source>Without one, only what anonymous clients meet is tried</source>
        <translation>留空时只尝试匿名客户端会遇到的情况</translation>
    </message>
    <message>
        <source>Pass&amp;word:</source>
        <translation>密码(&amp;W)：</translation>
    </message>
    <message>
        <source>Sent to the token server only, and only over a trusted connection</source>
        <translation>只发送给令牌服务器，并且只通过受信任的连接发送</translation>
    </message>
    <message>
        <source>Scratch re&amp;pository:</source>
        <translation>测试用仓库(&amp;P)：</translation>
    </message>
    <message>
        <source>A blob of 2 MiB without a tag is pushed there; nothing if empty</source>
        <translation>会向其中推送一个 2 MiB、没有标签的数据块；留空则不推送</translation>
    </message>
    <message>
        <source>Certificates (PEM) to trust besides the system&apos;s</source>
        <translation>除系统证书外还要信任的证书（PEM）</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>Choose a file with trusted certificates</source>
        <translation>选择受信任证书的文件</translation>
    </message>
    <message>
        <source>&amp;Trusted certificates:</source>
        <translation>受信任的证书(&amp;T)：</translation>
    </message>
    <message>
        <source>What was looked at</source>
        <translation>检查过的内容</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Copy Report</source>
        <translation>复制报告</translation>
    </message>
    <message>
        <source>Trusted Certificates</source>
        <translation>受信任的证书</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt);;All files (*)</source>
        <translation>证书 (*.pem *.crt);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Write the registry&apos;s address as https://registry.example.com.</source>
        <translation>请按 https://registry.example.com 的形式填写镜像仓库地址。</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2.</source>
        <translation>无法读取 %1：%2。</translation>
    </message>
    <message>
        <source>Looking at %1…</source>
        <translation>正在检查 %1…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Nothing is wrong with what was tried.</source>
        <translation>已尝试的各项均无问题。</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::DocumentationDialog</name>
    <message>
        <source>Documentation</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>Find on this page; Enter for the next place</source>
        <translation>在本页查找；按 Enter 跳到下一处</translation>
    </message>
    <message>
        <source>Find on this page</source>
        <translation>在本页查找</translation>
    </message>
    <message>
        <source>Topics</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Text of the topic</source>
        <translation>主题内容</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::EventCells</name>
    <message>
        <source>Mark</source>
        <translation>标记</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>服务</translation>
    </message>
    <message>
        <source>Resource</source>
        <translation>资源</translation>
    </message>
    <message>
        <source>Requested</source>
        <translation>请求的操作</translation>
    </message>
    <message>
        <source>Granted</source>
        <translation>已允许</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>耗时</translation>
    </message>
    <message>
        <source>(anonymous)</source>
        <translation>（匿名）</translation>
    </message>
    <message>
        <source>none</source>
        <comment>no rule matched</comment>
        <translation>无</translation>
    </message>
    <message>
        <source>%1 logged in.</source>
        <translation>%1 已登录。</translation>
    </message>
    <message>
        <source>%1 was granted %2 on %3.</source>
        <translation>已允许 %1 对 %3 执行 %2。</translation>
    </message>
    <message>
        <source>%1 was granted only %2 of %3 on %4.</source>
        <translation>对于 %4，%1 请求 %3，只允许了 %2。</translation>
    </message>
    <message>
        <source>%1 was denied %2 on %3.</source>
        <translation>已拒绝 %1 对 %3 执行 %2。</translation>
    </message>
    <message>
        <source>The login of %1 failed.</source>
        <translation>%1 登录失败。</translation>
    </message>
    <message>
        <source>The request of %1 could not be read.</source>
        <translation>无法读取 %1 的请求。</translation>
    </message>
    <message>
        <source>The daemon was too busy to answer %1.</source>
        <translation>守护进程太忙，无法应答 %1。</translation>
    </message>
    <message>
        <source>The request of %1 failed because of an error of the daemon.</source>
        <translation>由于守护进程出错，%1 的请求失败。</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::EventExport</name>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>无法写入 %1：%2</translation>
    </message>
    <message>
        <source>The export was cancelled; nothing was written.</source>
        <translation>导出已取消；没有写入任何内容。</translation>
    </message>
    <message>
        <source>The log was closed; nothing was written.</source>
        <translation>日志已关闭；没有写入任何内容。</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::EventFilterText</name>
    <message>
        <source>&quot;rule:&quot; needs a number from 1.</source>
        <translation>&quot;rule:&quot; 需要一个从 1 开始的数字。</translation>
    </message>
    <message>
        <source>&quot;%1:&quot; needs a time, as in 15m, 14:30 or 2026-01-31.</source>
        <translation>&quot;%1:&quot; 需要一个时间，例如 15m、14:30 或 2026-01-31。</translation>
    </message>
    <message>
        <source>There is no result &quot;%1&quot;. There are granted, partly-granted, denied, login-failed, bad-request, busy and error.</source>
        <translation>没有名为 &quot;%1&quot; 的结果。可用的有 granted、partly-granted、denied、login-failed、bad-request、busy 和 error。</translation>
    </message>
    <message>
        <source>&quot;result:&quot; needs a word, as in denied.</source>
        <translation>&quot;result:&quot; 需要一个词，例如 denied。</translation>
    </message>
    <message>
        <source>requests of this user; user:&quot;&quot; for anonymous ones</source>
        <translation>此用户的请求；user:&quot;&quot; 表示匿名请求</translation>
    </message>
    <message>
        <source>from this address or network</source>
        <translation>来自此地址或网段</translation>
    </message>
    <message>
        <source>granted, partly-granted, denied, login-failed, bad-request, busy or error</source>
        <translation>granted、partly-granted、denied、login-failed、bad-request、busy 或 error</translation>
    </message>
    <message>
        <source>a repository; * stands for any characters</source>
        <translation>仓库；* 代表任意字符</translation>
    </message>
    <message>
        <source>a type of resource</source>
        <translation>资源类型</translation>
    </message>
    <message>
        <source>for this service</source>
        <translation>针对此服务</translation>
    </message>
    <message>
        <source>decided by the fourth rule</source>
        <translation>由第四条规则判定</translation>
    </message>
    <message>
        <source>a time: minutes ago (s, h, d too), today, 2026-01-31, or 2026-01-31T09:00</source>
        <translation>时间：若干分钟前（也可用 s、h、d）、today、2026-01-31 或 2026-01-31T09:00</translation>
    </message>
    <message>
        <source>an expression over user, service, type and name</source>
        <translation>针对用户、服务、类型和名称的表达式</translation>
    </message>
    <message>
        <source>an expression over one field</source>
        <translation>针对单个字段的表达式</translation>
    </message>
    <message>
        <source>found anywhere, in this order</source>
        <translation>可在任何位置出现，按此顺序</translation>
    </message>
    <message>
        <source>not this; any of the above can be excluded</source>
        <translation>排除此项；以上任何一项都可以排除</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::EventModel</name>
    <message numerus="yes">
        <source>%Ln entries came while the view was paused and did not fit.</source>
        <translation>
            <numerusform>视图暂停期间有 %Ln 个条目因容量已满而未保留。</numerusform>
        </translation>
    </message>
    <message>
        <source>Bookmarked</source>
        <translation>已加书签</translation>
    </message>
    <message>
        <source>Note: %1</source>
        <translation>备注：%1</translation>
    </message>
    <message>
        <source>%1
UTC: %2</source>
        <translation>%1
UTC：%2</translation>
    </message>
    <message>
        <source>rule %1</source>
        <translation>规则 %1</translation>
    </message>
    <message>
        <source>no rule</source>
        <translation>无规则</translation>
    </message>
    <message>
        <source>Time (UTC)</source>
        <translation>时间（UTC）</translation>
    </message>
    <message>
        <source>The rules that decided, counted from 1 among the rules in force then.</source>
        <translation>作出判定的规则，按当时生效的规则从 1 开始编号。</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::FailureModel</name>
    <message>
        <source>(anonymous)</source>
        <translation>（匿名）</translation>
    </message>
    <message>
        <source>(unknown)</source>
        <translation>（未知）</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>账户</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Denied</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>Login Failed</source>
        <translation>登录失败</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::FieldGrid</name>
    <message>
        <source>Copy: %1</source>
        <translation>复制：%1</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::FileCommands</name>
    <message>
        <source>Import Configuration</source>
        <translation>导入配置</translation>
    </message>
    <message>
        <source>Configuration files (*.yml *.yaml);;All files (*)</source>
        <translation>配置文件 (*.yml *.yaml);;所有文件 (*)</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2</source>
        <translation>无法读取 %1：%2</translation>
    </message>
    <message>
        <source>%1 is too large for a configuration.</source>
        <translation>%1 太大，不可能是配置文件。</translation>
    </message>
    <message>
        <source>Import %1</source>
        <translation>导入 %1</translation>
    </message>
    <message>
        <source>%1 was not imported: %2</source>
        <translation>%1 未导入：%2</translation>
    </message>
    <message>
        <source>Imported into the working copy. Nothing is in force before you apply.</source>
        <translation>已导入到工作副本。应用之前不会生效。</translation>
    </message>
    <message>
        <source>Export Configuration</source>
        <translation>导出配置</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>无法写入 %1：%2</translation>
    </message>
    <message>
        <source>Saved as %1, readable by you alone: it holds password hashes.</source>
        <translation>已保存为 %1，只有您可以读取：其中含有密码哈希。</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::FilterBar</name>
    <message>
        <source>Add Condition</source>
        <translation>添加条件</translation>
    </message>
    <message>
        <source>Saved Filters</source>
        <translation>已保存的筛选</translation>
    </message>
    <message>
        <source>Filter: user:alice result:denied name:team/*</source>
        <translation>筛选：user:alice result:denied name:team/*</translation>
    </message>
    <message>
        <source>Filter of the log</source>
        <translation>日志筛选</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Last 5 Minutes</source>
        <translation>最近 5 分钟</translation>
    </message>
    <message>
        <source>Last 15 Minutes</source>
        <translation>最近 15 分钟</translation>
    </message>
    <message>
        <source>Last Hour</source>
        <translation>最近 1 小时</translation>
    </message>
    <message>
        <source>Last 24 Hours</source>
        <translation>最近 24 小时</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Not Granted</source>
        <translation>未允许</translation>
    </message>
    <message>
        <source>User…</source>
        <translation>用户…</translation>
    </message>
    <message>
        <source>Address or Network…</source>
        <translation>地址或网段…</translation>
    </message>
    <message>
        <source>Resource Name…</source>
        <translation>资源名称…</translation>
    </message>
    <message>
        <source>Service…</source>
        <translation>服务…</translation>
    </message>
    <message>
        <source>Rule…</source>
        <translation>规则…</translation>
    </message>
    <message>
        <source>Save This Filter…</source>
        <translation>保存此筛选…</translation>
    </message>
    <message>
        <source>Remove Saved Filter</source>
        <translation>移除已保存的筛选</translation>
    </message>
    <message>
        <source>Save This Filter</source>
        <translation>保存此筛选</translation>
    </message>
    <message>
        <source>Name of the filter:</source>
        <translation>筛选的名称：</translation>
    </message>
    <message>
        <source>Clear Filter</source>
        <translation>清除筛选</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::FilterTerm</name>
    <message>
        <source>(anonymous)</source>
        <translation>（匿名）</translation>
    </message>
    <message>
        <source>other conditions</source>
        <translation>其他条件</translation>
    </message>
    <message>
        <source>not %1</source>
        <comment>%1 is a condition: not user: alice</comment>
        <translation>非 %1</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::ImportReview</name>
    <message>
        <source>The files hold this. It is staged beside what is in use; nothing changes before you rotate.</source>
        <translation>文件中包含以下内容。它们将暂存在正在使用的证书旁边；轮换之前不会有任何变化。</translation>
    </message>
    <message>
        <source>They hold no key: the certificate has to match the key that waits, or the one in use.</source>
        <translation>文件中没有密钥：证书必须与等待使用的密钥或正在使用的密钥匹配。</translation>
    </message>
    <message>
        <source>They hold no key: the certificate has to match the key in use.</source>
        <translation>文件中没有密钥：证书必须与正在使用的密钥匹配。</translation>
    </message>
    <message>
        <source>What is staged now is replaced.</source>
        <translation>现在暂存的内容将被替换。</translation>
    </message>
    <message>
        <source>Import Certificate</source>
        <translation>导入证书</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>暂存</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>There is no certificate in these files. Choose others.</source>
        <translation>这些文件中没有证书。请选择其他文件。</translation>
    </message>
    <message>
        <source>What the files hold</source>
        <translation>文件中的内容</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>What It Is</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Belongs To</source>
        <translation>归属</translation>
    </message>
    <message>
        <source>%1 certificate, %2</source>
        <comment>type of key, until when</comment>
        <translation>%1 证书，%2</translation>
    </message>
    <message>
        <source>signed by itself</source>
        <translation>自签名</translation>
    </message>
    <message>
        <source>issued by %1</source>
        <translation>由 %1 颁发</translation>
    </message>
    <message>
        <source>Private key</source>
        <translation>私钥</translation>
    </message>
    <message>
        <source>no certificate in these files</source>
        <translation>这些文件中没有对应的证书</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::KeyPanel</name>
    <message>
        <source>Registry 2.8</source>
        <translation>Registry 2.8</translation>
    </message>
    <message>
        <source>Registry 3.0</source>
        <translation>Registry 3.0</translation>
    </message>
    <message>
        <source>Registry 3.1</source>
        <translation>Registry 3.1</translation>
    </message>
    <message>
        <source>Names of the key in tokens</source>
        <translation>令牌中的密钥名称</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>权限</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>所有者</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>encrypted; the service cannot use it</source>
        <translation>已加密；服务无法使用</translation>
    </message>
    <message>
        <source>none; whoever can read the file can use the key</source>
        <translation>无；能读取文件的人都能使用此密钥</translation>
    </message>
    <message>
        <source>Key file</source>
        <translation>密钥文件</translation>
    </message>
    <message>
        <source>Certificate file</source>
        <translation>证书文件</translation>
    </message>
    <message>
        <source>Tokens carry the certificate itself (x5c), which every registry understands. These names are not used now.</source>
        <translation>令牌自带证书（x5c），所有镜像仓库都能识别。现在不使用这些名称。</translation>
    </message>
    <message>
        <source>A registry finds the key by its name. Each version makes the name in its own way.</source>
        <translation>镜像仓库按名称查找密钥。每个版本生成名称的方式各不相同。</translation>
    </message>
    <message>
        <source>Used now</source>
        <translation>当前使用</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::LabelConditionsEdit</name>
    <message>
        <source>Add Label Condition</source>
        <translation>添加标签条件</translation>
    </message>
    <message>
        <source>Match only accounts that have a label with a certain value</source>
        <translation>只匹配带有特定标签值的账户</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Pattern for the label&apos;s value</source>
        <translation>标签值的模式</translation>
    </message>
    <message>
        <source>pattern for its value</source>
        <translation>标签值的模式</translation>
    </message>
    <message>
        <source>Remove this label condition</source>
        <translation>移除此标签条件</translation>
    </message>
    <message>
        <source>is</source>
        <translation>为</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::LabelsEdit</name>
    <message>
        <source>Add Label</source>
        <translation>添加标签</translation>
    </message>
    <message>
        <source>Add a label, such as group, that rules can look at</source>
        <translation>添加一个规则可以检查的标签，例如 group</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Values of the label</source>
        <translation>标签的值</translation>
    </message>
    <message>
        <source>values</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Remove this label</source>
        <translation>移除此标签</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::LogCommands</name>
    <message>
        <source>Follow Newest Entry</source>
        <translation>跟随最新条目</translation>
    </message>
    <message>
        <source>Keep the newest entry in view; ends when you scroll up or select.</source>
        <translation>始终显示最新条目；向上滚动或选择条目时结束。</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>跟随</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Keep what arrives back until you resume; it is counted.</source>
        <translation>暂缓显示新到的条目，直到继续；其数量会被统计。</translation>
    </message>
    <message>
        <source>Clear View</source>
        <translation>清空视图</translation>
    </message>
    <message>
        <source>Take all entries off the list. The daemon and its files keep them.</source>
        <translation>从列表中移除所有条目。守护进程及其文件仍保留它们。</translation>
    </message>
    <message>
        <source>Clear Filter</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>Show all entries again.</source>
        <translation>重新显示所有条目。</translation>
    </message>
    <message>
        <source>Color Rules…</source>
        <translation>颜色规则…</translation>
    </message>
    <message>
        <source>Choose which entries are marked with a color and a word.</source>
        <translation>选择用颜色和文字标记哪些条目。</translation>
    </message>
    <message>
        <source>Load Older Entries</source>
        <translation>加载更早的条目</translation>
    </message>
    <message>
        <source>Fetch earlier entries from the daemon&apos;s memory and its log files.</source>
        <translation>从守护进程的内存及其日志文件中获取更早的条目。</translation>
    </message>
    <message>
        <source>Show Details</source>
        <translation>显示详情</translation>
    </message>
    <message>
        <source>Show or hide the panel with the details of the entry.</source>
        <translation>显示或隐藏条目详情面板。</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详细信息</translation>
    </message>
    <message>
        <source>Previous Entry</source>
        <translation>上一个条目</translation>
    </message>
    <message>
        <source>Go to the entry above.</source>
        <translation>转到上方的条目。</translation>
    </message>
    <message>
        <source>Next Entry</source>
        <translation>下一个条目</translation>
    </message>
    <message>
        <source>Go to the entry below.</source>
        <translation>转到下方的条目。</translation>
    </message>
    <message>
        <source>Go to Rule</source>
        <translation>转到规则</translation>
    </message>
    <message>
        <source>Show the access rule that decided.</source>
        <translation>显示作出判定的访问规则。</translation>
    </message>
    <message>
        <source>Test This Request</source>
        <translation>测试此请求</translation>
    </message>
    <message>
        <source>Ask the rules of now, applied or not, about the same request.</source>
        <translation>用当前的规则（无论是否已应用）判定同一请求。</translation>
    </message>
    <message>
        <source>Create Rule from Entry…</source>
        <translation>根据条目创建规则…</translation>
    </message>
    <message>
        <source>Begin a rule that would grant what was refused. Nothing changes before you add and apply it.</source>
        <translation>开始编写一条规则，以允许被拒绝的访问。添加并应用之前不会有任何变化。</translation>
    </message>
    <message>
        <source>Create Rule…</source>
        <translation>创建规则…</translation>
    </message>
    <message>
        <source>Go to User</source>
        <translation>转到用户</translation>
    </message>
    <message>
        <source>Show the user on the page Users.</source>
        <translation>在“用户”页面显示该用户。</translation>
    </message>
    <message>
        <source>Block Address…</source>
        <translation>阻止地址…</translation>
    </message>
    <message>
        <source>Begin a rule at the top that grants nothing to this address. Nothing changes before you add and apply it.</source>
        <translation>在顶部开始编写一条规则，不授予此地址任何权限。添加并应用之前不会有任何变化。</translation>
    </message>
    <message>
        <source>Bookmark</source>
        <translation>书签</translation>
    </message>
    <message>
        <source>Mark the entry so that you find it again.</source>
        <translation>标记该条目，以便再次找到。</translation>
    </message>
    <message>
        <source>Next Bookmark or Note</source>
        <translation>下一个书签或备注</translation>
    </message>
    <message>
        <source>Go to the next entry with a bookmark or a note.</source>
        <translation>转到下一个带书签或备注的条目。</translation>
    </message>
    <message>
        <source>Note…</source>
        <translation>备注…</translation>
    </message>
    <message>
        <source>Write a note about the entry. It stays on this computer.</source>
        <translation>为该条目写备注。备注只保存在本机上。</translation>
    </message>
    <message>
        <source>Copy Row as Text</source>
        <translation>将行复制为文本</translation>
    </message>
    <message>
        <source>Copy the selected entries as text with tabs.</source>
        <translation>将所选条目复制为以制表符分隔的文本。</translation>
    </message>
    <message>
        <source>Copy Row as CSV</source>
        <translation>将行复制为 CSV</translation>
    </message>
    <message>
        <source>Copy the selected entries as comma-separated values.</source>
        <translation>将所选条目复制为以逗号分隔的值。</translation>
    </message>
    <message>
        <source>Copy Row as JSON</source>
        <translation>将行复制为 JSON</translation>
    </message>
    <message>
        <source>Copy the selected entries as the log&apos;s JSON lines.</source>
        <translation>将所选条目复制为日志的 JSON 行。</translation>
    </message>
    <message>
        <source>Apply as Filter</source>
        <translation>作为筛选应用</translation>
    </message>
    <message>
        <source>Show only entries with the value of this cell.</source>
        <translation>只显示与此单元格的值相同的条目。</translation>
    </message>
    <message>
        <source>Exclude</source>
        <translation>排除</translation>
    </message>
    <message>
        <source>Hide entries with the value of this cell.</source>
        <translation>隐藏与此单元格的值相同的条目。</translation>
    </message>
    <message>
        <source>Prepare Filter</source>
        <translation>准备筛选</translation>
    </message>
    <message>
        <source>Put the value of this cell into the filter without applying it.</source>
        <translation>将此单元格的值放入筛选，但不应用。</translation>
    </message>
    <message>
        <source>Copy Value</source>
        <translation>复制值</translation>
    </message>
    <message>
        <source>Copy the value of this cell.</source>
        <translation>复制此单元格的值。</translation>
    </message>
    <message>
        <source>Export Shown…</source>
        <translation>导出显示的条目…</translation>
    </message>
    <message>
        <source>Write the entries that match the filter to a file.</source>
        <translation>将与筛选匹配的条目写入文件。</translation>
    </message>
    <message>
        <source>Export All…</source>
        <translation>导出全部…</translation>
    </message>
    <message>
        <source>Write all entries of the list to a file, whatever the filter.</source>
        <translation>将列表中的所有条目写入文件，不论筛选如何。</translation>
    </message>
    <message>
        <source>Open Log File…</source>
        <translation>打开日志文件…</translation>
    </message>
    <message>
        <source>Show a log file, also a rotated one, in place of the live log.</source>
        <translation>显示一个日志文件（包括已轮转的），代替实时日志。</translation>
    </message>
    <message>
        <source>Close Log File</source>
        <translation>关闭日志文件</translation>
    </message>
    <message>
        <source>Go back to the live log.</source>
        <translation>返回实时日志。</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::LogFeed</name>
    <message>
        <source>Connected again.</source>
        <translation>已重新连接。</translation>
    </message>
    <message>
        <source>Connected again. The daemon was started anew in between; entries that were not shown yet when it ended are in its files only.</source>
        <translation>已重新连接。其间守护进程已重新启动；它结束时尚未显示的条目只存在于其文件中。</translation>
    </message>
    <message>
        <source>The connection ended here. %1</source>
        <translation>连接在此处中断。%1</translation>
    </message>
    <message>
        <source>The connection ended. Load older entries again when it is back.</source>
        <translation>连接已中断。恢复后请再次加载更早的条目。</translation>
    </message>
    <message>
        <source>The daemon does not send its log: %1</source>
        <translation>守护进程不发送其日志：%1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln entries were dropped while disconnected.</source>
        <translation>
            <numerusform>断开期间丢失了 %Ln 个条目。</numerusform>
        </translation>
    </message>
    <message>
        <source>The configuration changed here (revision %1).</source>
        <translation>配置在此处发生了更改（修订 %1）。</translation>
    </message>
    <message>
        <source>The configuration was changed here by %1 (revision %2).</source>
        <translation>%1 在此处更改了配置（修订 %2）。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln entries were left out: they came faster than they could be sent.</source>
        <translation>
            <numerusform>有 %Ln 个条目被略去：它们到达得太快，来不及发送。</numerusform>
        </translation>
    </message>
    <message>
        <source>An entry could not be read: %1</source>
        <translation>有一个条目无法读取：%1</translation>
    </message>
    <message>
        <source>Not connected. Older entries come from the daemon.</source>
        <translation>未连接。更早的条目来自守护进程。</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>已取消。</translation>
    </message>
    <message>
        <source>Before this, only entries that matched the filter of then were loaded.</source>
        <translation>在此之前，只加载了与当时的筛选匹配的条目。</translation>
    </message>
    <message>
        <source>The list is full. Raise the number of entries that are kept to load older ones.</source>
        <translation>列表已满。请提高保留的条目数，以加载更早的条目。</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::LogFileReader</name>
    <message>
        <source>Reading was cancelled; what was read so far is shown.</source>
        <translation>读取已取消；显示的是已读取的部分。</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2</source>
        <translation>无法读取 %1：%2</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::LogPage</name>
    <message>
        <source>Live Log</source>
        <translation>实时日志</translation>
    </message>
    <message>
        <source>Every request as it is decided, and why.</source>
        <translation>每个请求的判定结果及其原因，实时显示。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message numerus="yes">
        <source>%Ln entries</source>
        <translation>
            <numerusform>%Ln 个条目</numerusform>
        </translation>
    </message>
    <message>
        <source>How many entries the list keeps; the oldest go first.</source>
        <translation>列表保留多少个条目；最旧的先移除。</translation>
    </message>
    <message>
        <source>&amp;Keeps the last</source>
        <translation>保留最近(&amp;K)</translation>
    </message>
    <message>
        <source>Local time</source>
        <translation>本地时间</translation>
    </message>
    <message>
        <source>UTC</source>
        <translation>UTC</translation>
    </message>
    <message>
        <source>Relative</source>
        <translation>相对时间</translation>
    </message>
    <message>
        <source>How times are written in the list.</source>
        <translation>列表中时间的写法。</translation>
    </message>
    <message>
        <source>Ti&amp;mes</source>
        <translation>时间(&amp;M)</translation>
    </message>
    <message>
        <source>%1, %2 shown</source>
        <translation>%1，显示 %2 个</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message numerus="yes">
        <source>Paused. %Ln entries are held back.</source>
        <translation>
            <numerusform>已暂停。有 %Ln 个条目在等待显示。</numerusform>
        </translation>
    </message>
    <message>
        <source>No entry matches the filter.</source>
        <translation>没有与筛选匹配的条目。</translation>
    </message>
    <message>
        <source>Reading the file…</source>
        <translation>正在读取文件…</translation>
    </message>
    <message>
        <source>There are no entries in this file.</source>
        <translation>此文件中没有条目。</translation>
    </message>
    <message>
        <source>This is a file; the log comes from a running daemon.
Open a log file to look into an earlier log.</source>
        <translation>这是一个文件；日志来自正在运行的守护进程。
打开日志文件可查看更早的日志。</translation>
    </message>
    <message>
        <source>Connect to a daemon to see its log, or open a log file.</source>
        <translation>连接到守护进程以查看其日志，或打开日志文件。</translation>
    </message>
    <message>
        <source>No requests yet. Each one appears here as it is decided.
Try one: %1</source>
        <translation>还没有请求。每个请求判定后会立即显示在这里。
试一下：%1</translation>
    </message>
    <message>
        <source>No access was asked for, so no rule was tried.</source>
        <translation>没有请求访问权限，因此没有尝试任何规则。</translation>
    </message>
    <message>
        <source>Apply as Filter</source>
        <translation>作为筛选应用</translation>
    </message>
    <message>
        <source>Apply as Filter: %1</source>
        <translation>作为筛选应用：%1</translation>
    </message>
    <message>
        <source>Allows what was refused on %1</source>
        <translation>允许 %1 被拒绝的访问</translation>
    </message>
    <message>
        <source>From the log of %1: %2</source>
        <translation>来自 %1 的日志：%2</translation>
    </message>
    <message>
        <source>This entry has no address that a rule could name.</source>
        <translation>此条目没有可供规则指定的地址。</translation>
    </message>
    <message>
        <source>Blocks an address seen in the log on %1</source>
        <translation>阻止 %1 在日志中出现的地址</translation>
    </message>
    <message>
        <source>Grants nothing to %1. Logins from there still succeed, but without access.</source>
        <translation>不授予 %1 任何权限。从那里仍能登录，但没有访问权限。</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Note about this entry:</source>
        <translation>此条目的备注：</translation>
    </message>
    <message>
        <source>No entry that is shown has a bookmark or a note.</source>
        <translation>显示的条目中没有书签或备注。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln entries looked through</source>
        <translation>
            <numerusform>已查找 %Ln 个条目</numerusform>
        </translation>
    </message>
    <message>
        <source>There are no older entries.</source>
        <translation>没有更早的条目。</translation>
    </message>
    <message>
        <source>Open Log File</source>
        <translation>打开日志文件</translation>
    </message>
    <message>
        <source>Log files (*.json *.jsonl *.log *.json.* *.log.*);;All files (*)</source>
        <translation>日志文件 (*.json *.jsonl *.log *.json.* *.log.*);;所有文件 (*)</translation>
    </message>
    <message>
        <source>A log file is being read. Cancel that, or wait until it has ended.</source>
        <translation>正在读取日志文件。请取消，或等待其结束。</translation>
    </message>
    <message>
        <source>%1, in place of the live log.</source>
        <translation>%1，代替实时日志显示。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln files up to %1, in place of the live log.</source>
        <translation>
            <numerusform>截至 %1 的 %Ln 个文件，代替实时日志显示。</numerusform>
        </translation>
    </message>
    <message>
        <source>Reading %p%</source>
        <translation>正在读取 %p%</translation>
    </message>
    <message>
        <source>The file has %1 entries; the last %2 are kept.</source>
        <translation>文件有 %1 个条目；保留最后 %2 个。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln lines are no entries and were left out.</source>
        <translation>
            <numerusform>有 %Ln 行不是条目，已略去。</numerusform>
        </translation>
    </message>
    <message>
        <source>Loading older entries</source>
        <translation>正在加载更早的条目</translation>
    </message>
    <message>
        <source>Export All Entries</source>
        <translation>导出所有条目</translation>
    </message>
    <message>
        <source>Export Shown Entries</source>
        <translation>导出显示的条目</translation>
    </message>
    <message>
        <source>CSV (*.csv);;JSON lines (*.jsonl *.json)</source>
        <translation>CSV (*.csv);;JSON 行 (*.jsonl *.json)</translation>
    </message>
    <message>
        <source>Exporting %p%</source>
        <translation>正在导出 %p%</translation>
    </message>
    <message numerus="yes">
        <source>%Ln entries were written to %1.</source>
        <translation>
            <numerusform>已将 %Ln 个条目写入 %1。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::LogTable</name>
    <message>
        <source>Log entries</source>
        <translation>日志条目</translation>
    </message>
    <message>
        <source>Go to the newest entry and follow.</source>
        <translation>转到最新条目并跟随。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln new</source>
        <translation>
            <numerusform>%Ln 个新条目</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::MainWindow</name>
    <message numerus="yes">
        <source>%n change(s) are not applied yet.</source>
        <translation>
            <numerusform>有 %n 项更改尚未应用。</numerusform>
        </translation>
    </message>
    <message>
        <source>Tool Bar</source>
        <translation>工具栏</translation>
    </message>
    <message>
        <source>Open Configuration File</source>
        <translation>打开配置文件</translation>
    </message>
    <message>
        <source>Configuration files (*.yml *.yaml);;All files (*)</source>
        <translation>配置文件 (*.yml *.yaml);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Not Connected</source>
        <translation>未连接</translation>
    </message>
    <message>
        <source>Connection: %1</source>
        <translation>连接：%1</translation>
    </message>
    <message>
        <source>Wharfgate</source>
        <translation>Wharfgate</translation>
    </message>
    <message>
        <source>%1[*] – Wharfgate</source>
        <comment>window title</comment>
        <translation>%1[*] – Wharfgate</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::MessageBar</name>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Information</source>
        <translation>信息</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Close Message</source>
        <translation>关闭消息</translation>
    </message>
    <message>
        <source>Close this message (Esc)</source>
        <translation>关闭此消息（Esc）</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>kind of message, text</comment>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::OverviewPage</name>
    <message>
        <source>How the service is, what it decided in the last hour, and what to improve.</source>
        <translation>服务的状况、最近一小时的判定，以及可以改进之处。</translation>
    </message>
    <message>
        <source>Refresh Figures</source>
        <translation>刷新数据</translation>
    </message>
    <message>
        <source>Ask the daemon for its state and counters now.</source>
        <translation>立即向守护进程查询其状态和计数。</translation>
    </message>
    <message>
        <source>Asks for the daemon&apos;s state and counters now. While this page is seen that happens every few seconds by itself.</source>
        <translation>立即向守护进程查询其状态和计数。此页面显示时，每隔几秒会自动查询。</translation>
    </message>
    <message>
        <source>Show in Live Log</source>
        <translation>在实时日志中显示</translation>
    </message>
    <message>
        <source>Show the decisions about this account or address.</source>
        <translation>显示与此账户或地址有关的判定。</translation>
    </message>
    <message>
        <source>Opens the Live Log with only the refused requests of the selected account or address.</source>
        <translation>打开实时日志，只显示所选账户或地址被拒绝的请求。</translation>
    </message>
    <message>
        <source>The Last Hour</source>
        <translation>最近一小时</translation>
    </message>
    <message>
        <source>Requests and grants of each minute of the last hour</source>
        <translation>最近一小时每分钟的请求数和允许数</translation>
    </message>
    <message>
        <source>Denials, failed logins and errors of each minute of the last hour</source>
        <translation>最近一小时每分钟的拒绝、登录失败和错误数</translation>
    </message>
    <message>
        <source>Failing Most</source>
        <translation>失败最多</translation>
    </message>
    <message>
        <source>Accounts that fail most</source>
        <translation>失败最多的账户</translation>
    </message>
    <message>
        <source>Addresses that fail most</source>
        <translation>失败最多的地址</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Granted</source>
        <translation>已允许</translation>
    </message>
    <message>
        <source>Denied</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>Login Failed</source>
        <translation>登录失败</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>错误</translation>
    </message>
    <message numerus="yes">
        <source>%n decisions came too fast to be counted</source>
        <translation>
            <numerusform>有 %n 次判定来得太快，未能计入</numerusform>
        </translation>
    </message>
    <message>
        <source>A plain file has no traffic. Connect to a daemon to see its decisions.</source>
        <translation>单独的文件没有流量。连接到守护进程以查看其判定。</translation>
    </message>
    <message>
        <source>Open a daemon to see its decisions.</source>
        <translation>打开守护进程以查看其判定。</translation>
    </message>
    <message>
        <source>not up to date: there is no connection</source>
        <translation>不是最新：没有连接</translation>
    </message>
    <message>
        <source>There is no connection to the daemon.</source>
        <translation>没有连接到守护进程。</translation>
    </message>
    <message>
        <source>This daemon does not count its decisions.</source>
        <translation>此守护进程不统计其判定。</translation>
    </message>
    <message>
        <source>Waiting for the first figures…</source>
        <translation>正在等待首批数据…</translation>
    </message>
    <message>
        <source>Nobody failed in the last hour.</source>
        <translation>最近一小时没有失败。</translation>
    </message>
    <message>
        <source>Open a daemon or a configuration file first.</source>
        <translation>请先打开守护进程或配置文件。</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>概览</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::PageList</name>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::PairCard</name>
    <message>
        <source>Cannot be read</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>%1 · issued by %2</source>
        <translation>%1 · 由 %2 颁发</translation>
    </message>
    <message>
        <source>itself</source>
        <translation>自身</translation>
    </message>
    <message>
        <source>There is nothing to check</source>
        <translation>没有可检查的内容</translation>
    </message>
    <message>
        <source>The same files as the server certificate</source>
        <translation>与服务器证书是相同的文件</translation>
    </message>
    <message>
        <source>These files sign the tokens too</source>
        <translation>这些文件也用于签发令牌</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::PassedOverModel</name>
    <message>
        <source>Rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Why It Did Not Match</source>
        <translation>不匹配的原因</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::PasswordForm</name>
    <message>
        <source>Generate one</source>
        <translation>自动生成</translation>
    </message>
    <message>
        <source>Type one</source>
        <translation>手动输入</translation>
    </message>
    <message>
        <source>Paste an existing hash</source>
        <translation>粘贴现有哈希</translation>
    </message>
    <message>
        <source>None: any password is accepted</source>
        <translation>无：接受任何密码</translation>
    </message>
    <message>
        <source>Pass&amp;word:</source>
        <translation>密码(&amp;W)：</translation>
    </message>
    <message>
        <source>New &amp;password:</source>
        <translation>新密码(&amp;P)：</translation>
    </message>
    <message>
        <source>&amp;Again:</source>
        <translation>再次输入(&amp;A)：</translation>
    </message>
    <message>
        <source>&amp;Hash:</source>
        <translation>哈希(&amp;H)：</translation>
    </message>
    <message>
        <source>$2y$10$… as htpasswd -B writes it</source>
        <translation>$2y$10$… 即 htpasswd -B 的输出</translation>
    </message>
    <message>
        <source>bcrypt, cost </source>
        <translation>bcrypt，成本 </translation>
    </message>
    <message>
        <source>Each step doubles the time that a login and every guess take.</source>
        <translation>每增加一级，登录和每次猜测所需的时间加倍。</translation>
    </message>
    <message>
        <source>S&amp;tored as:</source>
        <translation>存储方式(&amp;T)：</translation>
    </message>
    <message>
        <source>Reveal</source>
        <translation>显示密码</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Generate Another</source>
        <translation>重新生成</translation>
    </message>
    <message>
        <source>Copy it now and hand it over: it is stored as a hash only and cannot be shown again.</source>
        <translation>请立即复制并交给用户：它只以哈希形式存储，之后无法再显示。</translation>
    </message>
    <message>
        <source>Several words that do not belong together are strong and easy to type.</source>
        <translation>几个互不相关的单词既安全又容易输入。</translation>
    </message>
    <message>
        <source>Strength: %1</source>
        <translation>强度：%1</translation>
    </message>
    <message>
        <source>bcrypt, yescrypt, sha512-crypt and sha256-crypt can be verified.</source>
        <translation>可以验证 bcrypt、yescrypt、sha512-crypt 和 sha256-crypt。</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <translation>%1。%2</translation>
    </message>
    <message>
        <source>Whoever knows the name can log in, with any password. Use this only where the rules grant nothing that everybody may not have.</source>
        <translation>知道名称的人用任何密码都能登录。只有在规则所授予的权限人人都可拥有时才可使用。</translation>
    </message>
    <message>
        <source>Type a password.</source>
        <translation>请输入密码。</translation>
    </message>
    <message>
        <source>The password is too long: bcrypt looks at 72 bytes only.</source>
        <translation>密码太长：bcrypt 只使用前 72 个字节。</translation>
    </message>
    <message>
        <source>The two passwords differ.</source>
        <translation>两次输入的密码不一致。</translation>
    </message>
    <message>
        <source>Paste a password hash.</source>
        <translation>请粘贴密码哈希。</translation>
    </message>
    <message>
        <source>This is no password hash that can be verified. Make one with “htpasswd -nB” or “wharfgated hash-password”.</source>
        <translation>这不是可以验证的密码哈希。请用“htpasswd -nB”或“wharfgated hash-password”生成。</translation>
    </message>
    <message>
        <source>Copied. Clear the clipboard when you have handed it over.</source>
        <translation>已复制。交给用户后请清空剪贴板。</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::PatternTester</name>
    <message>
        <source>&amp;Try</source>
        <translation>试用(&amp;T)</translation>
    </message>
    <message>
        <source>Which pattern to try</source>
        <translation>要试用的模式</translation>
    </message>
    <message>
        <source>Text to try the pattern with</source>
        <translation>用来试用模式的文本</translation>
    </message>
    <message>
        <source>type a text to see whether it matches</source>
        <translation>输入文本，看看是否匹配</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>账户</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>服务</translation>
    </message>
    <message>
        <source>Label %1</source>
        <translation>标签 %1</translation>
    </message>
    <message>
        <source>This rule has no pattern to try.</source>
        <translation>此规则没有可试用的模式。</translation>
    </message>
    <message>
        <source>The answer depends on the request. Use Test a Request.</source>
        <translation>结果取决于请求。请使用“测试请求”。</translation>
    </message>
    <message>
        <source>Nothing typed yet.</source>
        <translation>尚未输入任何内容。</translation>
    </message>
    <message>
        <source>Matches</source>
        <translation>匹配</translation>
    </message>
    <message>
        <source>Does not match</source>
        <translation>不匹配</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::PemDialog</name>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Save…</source>
        <translation>保存(&amp;S)…</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::PendingBar</name>
    <message numerus="yes">
        <source>%n change(s) not applied</source>
        <translation>
            <numerusform>有 %n 项更改未应用</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::PermissionModel</name>
    <message>
        <source>Account</source>
        <translation>账户</translation>
    </message>
    <message>
        <source>Repository</source>
        <translation>仓库</translation>
    </message>
    <message>
        <source>(without account)</source>
        <translation>（无账户）</translation>
    </message>
    <message>
        <source>(catalog of the registry)</source>
        <translation>（镜像仓库的目录）</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>No</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Rule %1 decides. Double-click to see why.</source>
        <translation>由规则 %1 判定。双击查看原因。</translation>
    </message>
    <message>
        <source>No rule matches. Double-click to see why.</source>
        <translation>没有匹配的规则。双击查看原因。</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::PermissionsPanel</name>
    <message>
        <source>Export Permissions…</source>
        <translation>导出权限…</translation>
    </message>
    <message>
        <source>Write the shown table to a CSV file.</source>
        <translation>将显示的表格写入 CSV 文件。</translation>
    </message>
    <message>
        <source>What to show</source>
        <translation>要显示的内容</translation>
    </message>
    <message>
        <source>Repository</source>
        <translation>仓库</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>账户</translation>
    </message>
    <message>
        <source>&amp;Show for:</source>
        <translation>显示对象(&amp;S)：</translation>
    </message>
    <message>
        <source>unknown: rules with an address do not match</source>
        <translation>未知：带地址的规则不匹配</translation>
    </message>
    <message>
        <source>Addr&amp;ess:</source>
        <translation>地址(&amp;E)：</translation>
    </message>
    <message>
        <source>more repositories, separated by commas</source>
        <translation>更多仓库，用逗号分隔</translation>
    </message>
    <message>
        <source>The table has the repositories that rules and test cases name; patterns with wildcards name none.</source>
        <translation>表格中是规则和测试用例所指定的仓库；带通配符的模式不指定具体仓库。</translation>
    </message>
    <message>
        <source>A&amp;lso:</source>
        <translation>另外(&amp;L)：</translation>
    </message>
    <message>
        <source>Filter rows</source>
        <translation>筛选行</translation>
    </message>
    <message>
        <source>Export permissions</source>
        <translation>导出权限</translation>
    </message>
    <message>
        <source>Permissions</source>
        <translation>权限</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>nobody: without an account</source>
        <translation>无人：不使用账户</translation>
    </message>
    <message>
        <source>team/app</source>
        <translation>team/app</translation>
    </message>
    <message>
        <source>Deciding…</source>
        <translation>正在判定…</translation>
    </message>
    <message>
        <source>Reading the rules…</source>
        <translation>正在读取规则…</translation>
    </message>
    <message>
        <source>Type an account to see what it can do.</source>
        <translation>输入账户，查看它能做什么。</translation>
    </message>
    <message>
        <source>Type the name of a repository to see who can do what with it.</source>
        <translation>输入仓库名称，查看谁能对它做什么。</translation>
    </message>
    <message>
        <source>The address is none: write it as 10.0.0.1 or 2001:db8::1.</source>
        <translation>地址无效：请写成 10.0.0.1 或 2001:db8::1。</translation>
    </message>
    <message>
        <source>As the rules are here, pending changes included. Double-click a verdict to see why.</source>
        <translation>按此处的规则判定，包括未应用的更改。双击判定结果查看原因。</translation>
    </message>
    <message>
        <source>Export Permissions</source>
        <translation>导出权限</translation>
    </message>
    <message>
        <source>CSV files (*.csv)</source>
        <translation>CSV 文件 (*.csv)</translation>
    </message>
    <message>
        <source>Written to %1.</source>
        <translation>已写入 %1。</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>无法写入 %1：%2</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::RegistryAdvice</name>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Advice</source>
        <translation>建议</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::RegistryForm</name>
    <message>
        <source>3.1 or later</source>
        <translation>3.1 或更高版本</translation>
    </message>
    <message>
        <source>3.0</source>
        <translation>3.0</translation>
    </message>
    <message>
        <source>2.8 or another 2.x</source>
        <translation>2.8 或其他 2.x 版本</translation>
    </message>
    <message>
        <source>“registry --version” tells it</source>
        <translation>可用“registry --version”查看</translation>
    </message>
    <message>
        <source>&amp;Registry version:</source>
        <translation>Registry 版本(&amp;R)：</translation>
    </message>
    <message>
        <source>R&amp;ealm:</source>
        <translation>Realm 地址(&amp;E)：</translation>
    </message>
    <message>
        <source>The address of this token server, as clients reach it</source>
        <translation>客户端访问此令牌服务器所用的地址</translation>
    </message>
    <message>
        <source>&amp;Service:</source>
        <translation>服务(&amp;S)：</translation>
    </message>
    <message>
        <source>The registry&apos;s own name; rules can ask for it with “service”</source>
        <translation>镜像仓库自身的名称；规则可以用“service”检查它</translation>
    </message>
    <message>
        <source>&amp;Issuer:</source>
        <translation>签发者(&amp;I)：</translation>
    </message>
    <message>
        <source>What token.issuer of this server says; the registry must say the same</source>
        <translation>此服务器 token.issuer 的值；镜像仓库必须使用相同的值</translation>
    </message>
    <message>
        <source>Certificate &amp;bundle:</source>
        <translation>证书包(&amp;B)：</translation>
    </message>
    <message>
        <source>Where the registry finds the file with the token certificate</source>
        <translation>镜像仓库在何处找到令牌证书文件</translation>
    </message>
    <message>
        <source>Give the registry a &amp;JWKS file, too</source>
        <translation>同时为镜像仓库提供 JWKS 文件(&amp;J)</translation>
    </message>
    <message>
        <source>Names the key as this server does, so that any token.kid_format works</source>
        <translation>与此服务器使用相同的密钥名称，因此任何 token.kid_format 都可用</translation>
    </message>
    <message>
        <source>J&amp;WKS file:</source>
        <translation>JWKS 文件(&amp;W)：</translation>
    </message>
    <message>
        <source>Where the registry finds the file with the public key</source>
        <translation>镜像仓库在何处找到公钥文件</translation>
    </message>
    <message>
        <source>The registry refuses tokens that are signed in another way</source>
        <translation>镜像仓库会拒绝以其他方式签名的令牌</translation>
    </message>
    <message>
        <source>Accept only the signature algorithm in use</source>
        <translation>只接受正在使用的签名算法</translation>
    </message>
    <message>
        <source>Accept only %1 signat&amp;ures</source>
        <translation>只接受 %1 签名(&amp;U)</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::RegistryPage</name>
    <message>
        <source>The settings and files that make a registry trust the tokens of this server.</source>
        <translation>让镜像仓库信任此服务器令牌的设置和文件。</translation>
    </message>
    <message>
        <source>Copy Settings</source>
        <translation>复制设置</translation>
    </message>
    <message>
        <source>Copy the settings that are shown.</source>
        <translation>复制显示的设置。</translation>
    </message>
    <message>
        <source>Copies the whole text of the tab that is shown.</source>
        <translation>复制所显示标签页的全部文本。</translation>
    </message>
    <message>
        <source>Save Settings…</source>
        <translation>保存设置…</translation>
    </message>
    <message>
        <source>Save the settings that are shown.</source>
        <translation>保存显示的设置。</translation>
    </message>
    <message>
        <source>Writes the text of the tab that is shown to a file.</source>
        <translation>将所显示标签页的文本写入文件。</translation>
    </message>
    <message>
        <source>Save Certificate Bundle…</source>
        <translation>保存证书包…</translation>
    </message>
    <message>
        <source>Save the token certificate for the registry.</source>
        <translation>为镜像仓库保存令牌证书。</translation>
    </message>
    <message>
        <source>Writes the file that the registry needs as its certificate bundle: the token certificate and those above it. It holds no private key.</source>
        <translation>写入镜像仓库作为证书包所需的文件：令牌证书及其上级证书。其中不含私钥。</translation>
    </message>
    <message>
        <source>Save JWKS File…</source>
        <translation>保存 JWKS 文件…</translation>
    </message>
    <message>
        <source>Save the public token key for registry 3.</source>
        <translation>为 Registry 3 保存令牌公钥。</translation>
    </message>
    <message>
        <source>Writes the public half of the token key as a JSON Web Key Set, which registry 3.0 and later can use. It holds no private key.</source>
        <translation>将令牌密钥的公钥部分写成 JSON Web 密钥集，供 Registry 3.0 及更高版本使用。其中不含私钥。</translation>
    </message>
    <message>
        <source>Change Key Name Format</source>
        <translation>更改密钥名称格式</translation>
    </message>
    <message>
        <source>Let tokens name their key as this registry expects it.</source>
        <translation>让令牌按此镜像仓库期望的方式为密钥命名。</translation>
    </message>
    <message>
        <source>Stages token.kid_format in the configuration, so that the chosen registry finds the key. Nothing changes before Apply.</source>
        <translation>在配置中暂存 token.kid_format，使所选镜像仓库能找到密钥。应用之前不会有任何变化。</translation>
    </message>
    <message>
        <source>Registry</source>
        <translation>镜像仓库</translation>
    </message>
    <message>
        <source>Files for the Registry</source>
        <translation>供镜像仓库使用的文件</translation>
    </message>
    <message>
        <source>Put them where the fields above say, and restart the registry: it reads them at its start only. They hold no secret.</source>
        <translation>请将它们放到上面各栏所写的位置，然后重启镜像仓库：它只在启动时读取。其中不含机密信息。</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>环境变量</translation>
    </message>
    <message>
        <source>config.yml</source>
        <translation>config.yml</translation>
    </message>
    <message>
        <source>Compose</source>
        <translation>Compose</translation>
    </message>
    <message>
        <source>Dockerfile</source>
        <translation>Dockerfile</translation>
    </message>
    <message>
        <source>Use %1</source>
        <translation>使用 %1</translation>
    </message>
    <message>
        <source>The settings (%1) are on the clipboard.</source>
        <translation>设置（%1）已复制到剪贴板。</translation>
    </message>
    <message>
        <source>Save Settings</source>
        <translation>保存设置</translation>
    </message>
    <message>
        <source>Save Certificate Bundle</source>
        <translation>保存证书包</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt);;All files (*)</source>
        <translation>证书 (*.pem *.crt);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Save JWKS File</source>
        <translation>保存 JWKS 文件</translation>
    </message>
    <message>
        <source>JSON files (*.json);;All files (*)</source>
        <translation>JSON 文件 (*.json);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Saved as %1.</source>
        <translation>已保存为 %1。</translation>
    </message>
    <message>
        <source>%1 was not written: %2. Choose another folder.</source>
        <translation>未写入 %1：%2。请选择其他文件夹。</translation>
    </message>
    <message>
        <source>token.kid_format is staged as %1. Registries of another version may refuse the tokens after Apply.</source>
        <translation>token.kid_format 已暂存为 %1。应用之后，其他版本的镜像仓库可能会拒绝令牌。</translation>
    </message>
    <message>
        <source>Registry Setup</source>
        <translation>镜像仓库设置</translation>
    </message>
    <message>
        <source>Check Deployment…</source>
        <translation>检查部署…</translation>
    </message>
    <message>
        <source>Ask the registry and this server what clients ask, and see what is wrong.</source>
        <translation>像客户端一样询问镜像仓库和本服务器，找出问题所在。</translation>
    </message>
    <message>
        <source>Checks names, ports, TLS, proxies, the challenge, a token, and whether the registry accepts it, from this machine, and says what to do about each fault.</source>
        <translation>从本机检查名称、端口、TLS、代理、质询、令牌以及镜像仓库是否接受令牌，并说明每个问题的解决办法。</translation>
    </message>
    <message>
        <source>Deployment</source>
        <translation>部署</translation>
    </message>
    <message>
        <source>Does it work? Asks the registry and this server what clients ask.</source>
        <translation>能正常工作吗？像客户端一样询问镜像仓库和本服务器。</translation>
    </message>
    <message>
        <source>Kubernetes</source>
        <translation>Kubernetes</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::RemovalDialog</name>
    <message>
        <source>What shall %1 be called? The user logs in with the new name then.</source>
        <translation>将 %1 改成什么名称？此后该用户以新名称登录。</translation>
    </message>
    <message>
        <source>%1 can no longer log in when this is applied.</source>
        <translation>应用之后，%1 将无法再登录。</translation>
    </message>
    <message numerus="yes">
        <source>%n users can no longer log in when this is applied.</source>
        <translation>
            <numerusform>应用之后，%n 个用户将无法再登录。</numerusform>
        </translation>
    </message>
    <message>
        <source>Rename User</source>
        <translation>重命名用户</translation>
    </message>
    <message>
        <source>Delete User</source>
        <translation>删除用户</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n Users</source>
        <translation>
            <numerusform>删除 %n 个用户</numerusform>
        </translation>
    </message>
    <message>
        <source>New &amp;name:</source>
        <translation>新名称(&amp;N)：</translation>
    </message>
    <message>
        <source>Rules that name them</source>
        <translation>指定他们的规则</translation>
    </message>
    <message numerus="yes">
        <source>&amp;Change these %n rule(s), too</source>
        <translation>
            <numerusform>同时更改这 %n 条规则(&amp;C)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete these %n rule(s), &amp;too</source>
        <translation>
            <numerusform>同时删除这 %n 条规则(&amp;T)</numerusform>
        </translation>
    </message>
    <message>
        <source>There is a user %1 already.</source>
        <translation>已有名为 %1 的用户。</translation>
    </message>
    <message>
        <source>Rules would read this name as a pattern. Choose another, or leave the rules as they are.</source>
        <translation>规则会将此名称当作模式。请选择其他名称，或保持规则不变。</translation>
    </message>
    <message>
        <source>Rename User %1 to %2</source>
        <translation>将用户 %1 重命名为 %2</translation>
    </message>
    <message>
        <source>Delete User %1</source>
        <translation>删除用户 %1</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::RequestForm</name>
    <message>
        <source>A&amp;ccount:</source>
        <translation>账户(&amp;C)：</translation>
    </message>
    <message>
        <source>nobody: without an account</source>
        <translation>无人：不使用账户</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>team/app</source>
        <translation>team/app</translation>
    </message>
    <message>
        <source>&amp;Resource:</source>
        <translation>资源(&amp;R)：</translation>
    </message>
    <message>
        <source>Ac&amp;tions:</source>
        <translation>操作(&amp;T)：</translation>
    </message>
    <message>
        <source>Addre&amp;ss:</source>
        <translation>地址(&amp;S)：</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Ser&amp;vice:</source>
        <translation>服务(&amp;V)：</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Labels as name=value, separated by commas</source>
        <translation>标签，写成 名称=值，用逗号分隔</translation>
    </message>
    <message>
        <source>&amp;Other</source>
        <translation>其他(&amp;O)</translation>
    </message>
    <message>
        <source>Try labels other than the account&apos;s own</source>
        <translation>试用与账户自身不同的标签</translation>
    </message>
    <message>
        <source>&amp;Labels:</source>
        <translation>标签(&amp;L)：</translation>
    </message>
    <message>
        <source>Type the name of a repository to see who decides.</source>
        <translation>输入仓库名称，查看由谁判定。</translation>
    </message>
    <message>
        <source>Add at least one action, such as pull.</source>
        <translation>请至少添加一个操作，例如 pull。</translation>
    </message>
    <message>
        <source>“%1” is no action: use letters, digits and _ * . -</source>
        <translation>“%1”不是操作：请使用字母、数字和 _ * . -</translation>
    </message>
    <message>
        <source>The address is none: write it as 10.0.0.1 or 2001:db8::1.</source>
        <translation>地址无效：请写成 10.0.0.1 或 2001:db8::1。</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::ReviewDialog</name>
    <message>
        <source>Review Changes</source>
        <translation>查看更改</translation>
    </message>
    <message>
        <source>Difference as text</source>
        <translation>文本差异</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>更改</translation>
    </message>
    <message>
        <source>Effect</source>
        <translation>影响</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Why, for the daemon&apos;s log (optional)</source>
        <translation>更改原因，写入守护进程的日志（可选）</translation>
    </message>
    <message>
        <source>&amp;Comment:</source>
        <translation>备注(&amp;C)：</translation>
    </message>
    <message>
        <source>&amp;Apply</source>
        <translation>应用(&amp;A)</translation>
    </message>
    <message>
        <source>Changes in words</source>
        <translation>更改的说明</translation>
    </message>
    <message>
        <source>Saved test cases whose verdict changes</source>
        <translation>判定结果会改变的已保存测试用例</translation>
    </message>
    <message>
        <source>Test Case</source>
        <translation>测试用例</translation>
    </message>
    <message>
        <source>In Force</source>
        <translation>当前生效</translation>
    </message>
    <message>
        <source>After Apply</source>
        <translation>应用之后</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Problems of the changed configuration</source>
        <translation>更改后配置的问题</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>严重程度</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>问题</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) for &lt;b&gt;%1&lt;/b&gt;. Nothing is in force before you apply.</source>
        <translation>
            <numerusform>&lt;b&gt;%1&lt;/b&gt; 有 %n 项更改。应用之前不会生效。</numerusform>
        </translation>
    </message>
    <message>
        <source>passes</source>
        <translation>通过</translation>
    </message>
    <message>
        <source>fails</source>
        <translation>未通过</translation>
    </message>
    <message>
        <source>There are no saved test cases. Save some from Test a Request on the Access Rules page, and this page shows which of them a change would turn.</source>
        <translation>没有已保存的测试用例。请在“访问规则”页面的“测试请求”中保存一些，此处就会显示更改会影响其中哪些用例。</translation>
    </message>
    <message numerus="yes">
        <source>%n saved test case(s) decided with both versions of the rules.</source>
        <translation>
            <numerusform>已用两个版本的规则判定 %n 个已保存的测试用例。</numerusform>
        </translation>
    </message>
    <message>
        <source>None changes its verdict.</source>
        <translation>判定结果均未改变。</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) the verdict.</source>
        <translation>
            <numerusform>有 %n 个的判定结果会改变。</numerusform>
        </translation>
    </message>
    <message>
        <source>All pass after the change.</source>
        <translation>更改后全部通过。</translation>
    </message>
    <message numerus="yes">
        <source>%n fail(s) after the change.</source>
        <translation>
            <numerusform>更改后有 %n 个未通过。</numerusform>
        </translation>
    </message>
    <message>
        <source>Effect (%1)</source>
        <translation>影响（%1）</translation>
    </message>
    <message>
        <source>Only comments or layout of the text change.</source>
        <translation>只有文本的注释或排版发生了变化。</translation>
    </message>
    <message>
        <source>These settings take effect only after a restart: %1</source>
        <translation>以下设置在重启后才会生效：%1</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Advice</source>
        <translation>建议</translation>
    </message>
    <message>
        <source>Problems (%1)</source>
        <translation>问题（%1）</translation>
    </message>
    <message>
        <source>Applying…</source>
        <translation>正在应用…</translation>
    </message>
    <message>
        <source>The configuration has errors and was not applied.</source>
        <translation>配置有错误，未应用。</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::RotateDialog</name>
    <message>
        <source>cannot be read</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>time, how long until then</comment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>itself</source>
        <translation>自身</translation>
    </message>
    <message>
        <source>Rotate: %1</source>
        <translation>轮换：%1</translation>
    </message>
    <message>
        <source>Rotate</source>
        <translation>轮换</translation>
    </message>
    <message>
        <source>The staged certificate is tried out, put in place and loaded. Connections that are open stay open. If anything fails, the old one stays in use. You can roll back afterwards.</source>
        <translation>先试用暂存的证书，再放到位并加载。已打开的连接保持不断。如果有任何失败，将继续使用旧证书。之后您可以回退。</translation>
    </message>
    <message>
        <source>The staged certificate is tried out and put in place. No daemon is connected: one that runs on these files notices it by itself. You can roll back afterwards.</source>
        <translation>先试用暂存的证书，再放到位。没有连接守护进程：使用这些文件的守护进程会自行发现更改。之后您可以回退。</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>主体</translation>
    </message>
    <message>
        <source>Names</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>到期时间</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Issued by</source>
        <translation>颁发者</translation>
    </message>
    <message>
        <source>In Use</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>Staged</source>
        <translation>已暂存</translation>
    </message>
    <message>
        <source>Export Certificates…</source>
        <translation>导出证书…</translation>
    </message>
    <message>
        <source>Save JWKS File…</source>
        <translation>保存 JWKS 文件…</translation>
    </message>
    <message>
        <source>Export Certificates</source>
        <translation>导出证书</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt);;All files (*)</source>
        <translation>证书 (*.pem *.crt);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Save JWKS File</source>
        <translation>保存 JWKS 文件</translation>
    </message>
    <message>
        <source>JSON web key sets (*.json);;All files (*)</source>
        <translation>JSON Web 密钥集 (*.json);;所有文件 (*)</translation>
    </message>
    <message>
        <source>The key that signs tokens changes. Registries refuse its tokens until they are told: give them these files first. Both hold the old and the new key, so that tokens of either are accepted.</source>
        <translation>签发令牌的密钥会改变。镜像仓库在得知新密钥之前会拒绝其令牌：请先将这些文件交给它们。两个文件都包含新旧密钥，因此用任一密钥签发的令牌都会被接受。</translation>
    </message>
    <message>
        <source>Checks of what is staged</source>
        <translation>对暂存内容的检查</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::RuleCommands</name>
    <message>
        <source>New Rule…</source>
        <translation>新建规则…</translation>
    </message>
    <message>
        <source>Write a new rule; it is put where it takes effect.</source>
        <translation>编写新规则；它会放在能生效的位置。</translation>
    </message>
    <message>
        <source>Insert Rule Above…</source>
        <translation>在上方插入规则…</translation>
    </message>
    <message>
        <source>Write a new rule above the selection.</source>
        <translation>在所选规则上方编写新规则。</translation>
    </message>
    <message>
        <source>Insert Rule Below…</source>
        <translation>在下方插入规则…</translation>
    </message>
    <message>
        <source>Write a new rule below the selection.</source>
        <translation>在所选规则下方编写新规则。</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>复制一份</translation>
    </message>
    <message>
        <source>Insert copies of the selected rules below them.</source>
        <translation>在所选规则下方插入其副本。</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Change the selected rule in the side panel.</source>
        <translation>在侧边面板中更改所选规则。</translation>
    </message>
    <message>
        <source>Edit Comment</source>
        <translation>编辑注释</translation>
    </message>
    <message>
        <source>Write why the selected rule exists.</source>
        <translation>写下所选规则存在的原因。</translation>
    </message>
    <message>
        <source>Enable or Disable</source>
        <translation>启用或禁用</translation>
    </message>
    <message>
        <source>Put the selected rules in force, or keep them in the file as comments.</source>
        <translation>使所选规则生效，或作为注释保留在文件中。</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Delete the selected rules; Undo brings them back.</source>
        <translation>删除所选规则；可用“撤销”恢复。</translation>
    </message>
    <message>
        <source>Delete Rule</source>
        <translation>删除规则</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n Rules</source>
        <translation>
            <numerusform>删除 %n 条规则</numerusform>
        </translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>剪切</translation>
    </message>
    <message>
        <source>Move the selected rules to the clipboard, as text.</source>
        <translation>将所选规则作为文本移到剪贴板。</translation>
    </message>
    <message>
        <source>Cut Rule</source>
        <translation>剪切规则</translation>
    </message>
    <message numerus="yes">
        <source>Cut %n Rules</source>
        <translation>
            <numerusform>剪切 %n 条规则</numerusform>
        </translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the selected rules to the clipboard, as text.</source>
        <translation>将所选规则作为文本复制到剪贴板。</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>Insert rules from the clipboard below the selection, or at the end.</source>
        <translation>将剪贴板中的规则插入到所选规则下方或末尾。</translation>
    </message>
    <message>
        <source>Move Up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Move the selected rules up by one.</source>
        <translation>将所选规则上移一位。</translation>
    </message>
    <message>
        <source>Move Down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Move the selected rules down by one.</source>
        <translation>将所选规则下移一位。</translation>
    </message>
    <message>
        <source>Move to Top</source>
        <translation>移到顶部</translation>
    </message>
    <message>
        <source>Make the selected rules the first ones.</source>
        <translation>将所选规则移到最前面。</translation>
    </message>
    <message>
        <source>Move to Bottom</source>
        <translation>移到底部</translation>
    </message>
    <message>
        <source>Make the selected rules the last ones.</source>
        <translation>将所选规则移到最后面。</translation>
    </message>
    <message>
        <source>Go to Cause of Warning</source>
        <translation>转到警告原因</translation>
    </message>
    <message>
        <source>Select the rule that the selected rule&apos;s warning is about.</source>
        <translation>选中所选规则的警告所涉及的规则。</translation>
    </message>
    <message>
        <source>Show All in Order</source>
        <translation>按顺序显示全部</translation>
    </message>
    <message>
        <source>Clear the search and the sorting, so that rules can be moved.</source>
        <translation>清除搜索和排序，以便移动规则。</translation>
    </message>
    <message>
        <source>Import Rules…</source>
        <translation>导入规则…</translation>
    </message>
    <message>
        <source>Insert the rules of a YAML file below the selection, or at the end.</source>
        <translation>将 YAML 文件中的规则插入到所选规则下方或末尾。</translation>
    </message>
    <message>
        <source>Export All Rules…</source>
        <translation>导出所有规则…</translation>
    </message>
    <message>
        <source>Write all rules to a YAML file.</source>
        <translation>将所有规则写入 YAML 文件。</translation>
    </message>
    <message>
        <source>Export Selected Rules…</source>
        <translation>导出所选规则…</translation>
    </message>
    <message>
        <source>Write the selected rules to a YAML file.</source>
        <translation>将所选规则写入 YAML 文件。</translation>
    </message>
    <message>
        <source>Rules can be moved only while all of them are shown: clear the search first.</source>
        <translation>只有显示全部规则时才能移动规则：请先清除搜索。</translation>
    </message>
    <message>
        <source>Rules can be moved only while they are shown in their order, not sorted.</source>
        <translation>只有按顺序显示（未排序）时才能移动规则。</translation>
    </message>
    <message>
        <source>Duplicate Rule</source>
        <translation>复制规则</translation>
    </message>
    <message numerus="yes">
        <source>Duplicate %n Rules</source>
        <translation>
            <numerusform>复制 %n 条规则</numerusform>
        </translation>
    </message>
    <message>
        <source>The clipboard holds no text.</source>
        <translation>剪贴板中没有文本。</translation>
    </message>
    <message>
        <source>The clipboard holds no list of rules: %1</source>
        <translation>剪贴板中没有规则列表：%1</translation>
    </message>
    <message>
        <source>Paste Rule</source>
        <translation>粘贴规则</translation>
    </message>
    <message numerus="yes">
        <source>Paste %n Rules</source>
        <translation>
            <numerusform>粘贴 %n 条规则</numerusform>
        </translation>
    </message>
    <message>
        <source>Import Rules</source>
        <translation>导入规则</translation>
    </message>
    <message>
        <source>YAML files (*.yml *.yaml);;All files (*)</source>
        <translation>YAML 文件 (*.yml *.yaml);;所有文件 (*)</translation>
    </message>
    <message>
        <source>%1 is too large for a list of rules.</source>
        <translation>%1 太大，不可能是规则列表。</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2</source>
        <translation>无法读取 %1：%2</translation>
    </message>
    <message>
        <source>%1, line %2: %3</source>
        <translation>%1，第 %2 行：%3</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Import Rule</source>
        <translation>导入规则</translation>
    </message>
    <message numerus="yes">
        <source>Import %n Rules</source>
        <translation>
            <numerusform>导入 %n 条规则</numerusform>
        </translation>
    </message>
    <message>
        <source>Export Rules</source>
        <translation>导出规则</translation>
    </message>
    <message numerus="yes">
        <source>%n rule(s) written to %1.</source>
        <translation>
            <numerusform>已将 %n 条规则写入 %1。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>无法写入 %1：%2</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::RuleEditor</name>
    <message>
        <source>&amp;Position:</source>
        <translation>位置(&amp;P)：</translation>
    </message>
    <message>
        <source>The number that the new rule will have</source>
        <translation>新规则将有的编号</translation>
    </message>
    <message>
        <source>Add Rule</source>
        <translation>添加规则</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Chosen by you.</source>
        <translation>由您选择。</translation>
    </message>
    <message>
        <source>No rule is selected</source>
        <translation>未选择规则</translation>
    </message>
    <message>
        <source>Select a rule to see and change it, or add a new one. The rules are tried from the top; the first one that matches a request decides.</source>
        <translation>选择一条规则以查看和更改，或添加新规则。规则从上到下依次尝试；第一条与请求匹配的规则作出判定。</translation>
    </message>
    <message>
        <source>Everything else is denied</source>
        <translation>其他一律拒绝</translation>
    </message>
    <message>
        <source>Requests that no rule matches get nothing. To allow something, add a rule above.</source>
        <translation>没有规则匹配的请求得不到任何权限。要允许访问，请在上方添加规则。</translation>
    </message>
    <message numerus="yes">
        <source>%n rules are selected</source>
        <translation>
            <numerusform>已选择 %n 条规则</numerusform>
        </translation>
    </message>
    <message>
        <source>Move, enable, copy or delete them together, or select one rule to change it.</source>
        <translation>可以一起移动、启用、复制或删除它们，或选择一条规则进行更改。</translation>
    </message>
    <message>
        <source>Rule %1</source>
        <translation>规则 %1</translation>
    </message>
    <message>
        <source>Rule %1 (disabled)</source>
        <translation>规则 %1（已禁用）</translation>
    </message>
    <message>
        <source>New rule, not added yet</source>
        <translation>新规则，尚未添加</translation>
    </message>
    <message>
        <source>Go to rule %1</source>
        <translation>转到规则 %1</translation>
    </message>
    <message>
        <source>Change Rule %1</source>
        <translation>更改规则 %1</translation>
    </message>
    <message>
        <source>Above rule %1.</source>
        <translation>在规则 %1 上方。</translation>
    </message>
    <message>
        <source>At the end.</source>
        <translation>在末尾。</translation>
    </message>
    <message>
        <source>The new rule has not been added yet.</source>
        <translation>新规则尚未添加。</translation>
    </message>
    <message>
        <source>The text of rule %1 has changes that are not applied.</source>
        <translation>规则 %1 的文本有未应用的更改。</translation>
    </message>
    <message>
        <source>Rule %1 cannot be used as it was typed.</source>
        <translation>规则 %1 无法按所输入的内容使用。</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::RuleForm</name>
    <message>
        <source>What the rule does</source>
        <translation>规则的作用</translation>
    </message>
    <message>
        <source>&amp;Account:</source>
        <translation>账户(&amp;A)：</translation>
    </message>
    <message>
        <source>anyone</source>
        <translation>任何人</translation>
    </message>
    <message>
        <source>Whose requests: an account, a shell pattern (dev-*), or an expression between slashes (/^dev-/). Two quotes (&quot;&quot;) mean requests without an account.</source>
        <translation>谁的请求：账户、shell 模式（dev-*），或写在斜杠之间的表达式（/^dev-/）。两个引号（&quot;&quot;）表示没有账户的请求。</translation>
    </message>
    <message>
        <source>Labels:</source>
        <translation>标签：</translation>
    </message>
    <message>
        <source>A&amp;ddress:</source>
        <translation>地址(&amp;D)：</translation>
    </message>
    <message>
        <source>from anywhere</source>
        <translation>来自任何地方</translation>
    </message>
    <message>
        <source>Where the client is: an address, or a network such as 10.0.0.0/8.</source>
        <translation>客户端所在之处：地址，或 10.0.0.0/8 这样的网段。</translation>
    </message>
    <message>
        <source>&amp;Name:</source>
        <translation>名称(&amp;N)：</translation>
    </message>
    <message>
        <source>any name</source>
        <translation>任何名称</translation>
    </message>
    <message>
        <source>Which repositories: a name, a shell pattern (team/*), or an expression between slashes (/^team\/.+$/).</source>
        <translation>哪些仓库：名称、shell 模式（team/*），或写在斜杠之间的表达式（/^team\/.+$/）。</translation>
    </message>
    <message>
        <source>&amp;Service:</source>
        <translation>服务(&amp;S)：</translation>
    </message>
    <message>
        <source>any service</source>
        <translation>任何服务</translation>
    </message>
    <message>
        <source>Which registry, if several use this token server.</source>
        <translation>在多个镜像仓库共用此令牌服务器时，指定是哪一个。</translation>
    </message>
    <message>
        <source>&amp;Comment:</source>
        <translation>备注(&amp;C)：</translation>
    </message>
    <message>
        <source>why this rule exists</source>
        <translation>此规则存在的原因</translation>
    </message>
    <message>
        <source>For people; it plays no part in decisions.</source>
        <translation>供人阅读；不参与判定。</translation>
    </message>
    <message>
        <source>&amp;Enabled</source>
        <translation>启用(&amp;E)</translation>
    </message>
    <message>
        <source>A disabled rule stays in the file as a comment and decides nothing</source>
        <translation>禁用的规则作为注释留在文件中，不作任何判定</translation>
    </message>
    <message>
        <source>any type</source>
        <translation>任何类型</translation>
    </message>
    <message>
        <source>The kind of resource: repository for images, registry for the catalog.</source>
        <translation>资源的类型：repository 表示镜像，registry 表示目录。</translation>
    </message>
    <message>
        <source>&amp;Type:</source>
        <translation>类型(&amp;T)：</translation>
    </message>
    <message>
        <source>nothing: deny</source>
        <translation>无：拒绝</translation>
    </message>
    <message>
        <source>What the rule grants: pull, push, delete, or * for everything. Without any, what it matches is denied.</source>
        <translation>规则授予的权限：pull、push、delete，或用 * 表示全部。如果没有，则拒绝所匹配的请求。</translation>
    </message>
    <message>
        <source>&amp;Grants:</source>
        <translation>授予(&amp;G)：</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::RuleLocator</name>
    <message>
        <source>No access rule decided this: an external program did.</source>
        <translation>这不是由访问规则判定的，而是由外部程序判定的。</translation>
    </message>
    <message>
        <source>No rule matched, so nothing was granted. Create a rule from this entry to allow it.</source>
        <translation>没有规则匹配，因此未授予任何权限。要允许访问，请根据此条目创建规则。</translation>
    </message>
    <message>
        <source>The rules have changed since this entry (%1). Test this request to see which rule decides now.</source>
        <translation>此条目之后规则已更改（%1）。请测试此请求，查看现在由哪条规则判定。</translation>
    </message>
    <message>
        <source>No configuration is open.</source>
        <translation>没有打开配置。</translation>
    </message>
    <message>
        <source>The rule that decided does not exist any more. Test this request to see which rule decides now.</source>
        <translation>当时作出判定的规则已不存在。请测试此请求，查看现在由哪条规则判定。</translation>
    </message>
    <message>
        <source>The rule was changed or removed by changes that are not applied yet.</source>
        <translation>该规则已被尚未应用的更改所更改或移除。</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::RuleModel</name>
    <message>
        <source>Comment Rule %1</source>
        <translation>为规则 %1 写注释</translation>
    </message>
    <message>
        <source>What was dropped is no list of rules: %1</source>
        <translation>拖放的内容不是规则列表：%1</translation>
    </message>
    <message>
        <source>Drop Rule</source>
        <translation>放置规则</translation>
    </message>
    <message numerus="yes">
        <source>Drop %n Rules</source>
        <translation>
            <numerusform>放置 %n 条规则</numerusform>
        </translation>
    </message>
    <message>
        <source>Move Rule %1</source>
        <translation>移动规则 %1</translation>
    </message>
    <message numerus="yes">
        <source>Move %n Rules</source>
        <translation>
            <numerusform>移动 %n 条规则</numerusform>
        </translation>
    </message>
    <message>
        <source>Enable Rule %1</source>
        <translation>启用规则 %1</translation>
    </message>
    <message numerus="yes">
        <source>Enable %n Rules</source>
        <translation>
            <numerusform>启用 %n 条规则</numerusform>
        </translation>
    </message>
    <message>
        <source>Disable Rule %1</source>
        <translation>禁用规则 %1</translation>
    </message>
    <message numerus="yes">
        <source>Disable %n Rules</source>
        <translation>
            <numerusform>禁用 %n 条规则</numerusform>
        </translation>
    </message>
    <message>
        <source>#</source>
        <translation>#</translation>
    </message>
    <message>
        <source>Whether the rule is in force</source>
        <translation>规则是否生效</translation>
    </message>
    <message>
        <source>On</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>Account, labels and address that the rule is about</source>
        <translation>规则所针对的账户、标签和地址</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>谁</translation>
    </message>
    <message>
        <source>Type and name that the rule is about</source>
        <translation>规则所针对的类型和名称</translation>
    </message>
    <message>
        <source>What</source>
        <translation>什么</translation>
    </message>
    <message>
        <source>What the rule grants; nothing at all is an explicit denial</source>
        <translation>规则授予的权限；完全没有则是明确拒绝</translation>
    </message>
    <message>
        <source>Grants</source>
        <translation>授予</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>注释</translation>
    </message>
    <message>
        <source>What is doubtful about the rule; press Enter to go to the cause</source>
        <translation>规则的可疑之处；按回车转到原因</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>How often the rule decided since counting began</source>
        <translation>自开始计数以来规则作出判定的次数</translation>
    </message>
    <message>
        <source>Hits</source>
        <translation>命中次数</translation>
    </message>
    <message>
        <source>When the rule decided last</source>
        <translation>规则上次作出判定的时间</translation>
    </message>
    <message>
        <source>Last Hit</source>
        <translation>上次命中</translation>
    </message>
    <message>
        <source>Enabled</source>
        <translation>已启用</translation>
    </message>
    <message>
        <source>Disabled</source>
        <translation>已禁用</translation>
    </message>
    <message>
        <source>nothing: deny</source>
        <translation>无：拒绝</translation>
    </message>
    <message>
        <source>What no rule matches is denied. This row is always the last.</source>
        <translation>没有规则匹配的请求会被拒绝。此行始终在最后。</translation>
    </message>
    <message>
        <source>everything else</source>
        <translation>其他一切</translation>
    </message>
    <message numerus="yes">
        <source>%1 (and %n more)</source>
        <translation>
            <numerusform>%1（还有 %n 个）</numerusform>
        </translation>
    </message>
    <message>
        <source>never</source>
        <translation>从未</translation>
    </message>
    <message>
        <source>Hits are counted by the daemon; none is connected.</source>
        <translation>命中次数由守护进程统计；当前没有连接。</translation>
    </message>
    <message>
        <source>The daemon counts for another version of the rules.</source>
        <translation>守护进程统计的是另一个版本的规则。</translation>
    </message>
    <message>
        <source>This rule is not in force yet.</source>
        <translation>此规则尚未生效。</translation>
    </message>
    <message>
        <source>Counted since %1.</source>
        <translation>自 %1 起统计。</translation>
    </message>
    <message>
        <source>This rule is disabled: it is passed over.</source>
        <translation>此规则已禁用：会被跳过。</translation>
    </message>
    <message>
        <source>In the file: %1</source>
        <translation>文件中的写法：%1</translation>
    </message>
    <message>
        <source>Number: the first rule that matches decides. Disabled rules have none</source>
        <translation>编号：由第一条匹配的规则判定。已停用的规则没有编号</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::RuleTable</name>
    <message>
        <source>Access rules</source>
        <translation>访问规则</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::RuleTextEdit</name>
    <message>
        <source>As te&amp;xt in the file:</source>
        <translation>文件中的文本(&amp;X)：</translation>
    </message>
    <message>
        <source>Apply Text</source>
        <translation>应用文本</translation>
    </message>
    <message>
        <source>Revert</source>
        <translation>还原</translation>
    </message>
    <message numerus="yes">
        <source>The text must be one rule; it is %n rules.</source>
        <translation>
            <numerusform>文本必须是一条规则，而现在是 %n 条规则。</numerusform>
        </translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation>第 %1 行：%2</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::RulesPage</name>
    <message>
        <source>Access Rules</source>
        <translation>访问规则</translation>
    </message>
    <message>
        <source>The rules are tried from the top: the first one that matches a request decides.</source>
        <translation>规则从上到下依次尝试：第一条与请求匹配的规则作出判定。</translation>
    </message>
    <message>
        <source>Test a Request</source>
        <translation>测试请求</translation>
    </message>
    <message>
        <source>See what the rules say to a request, and why.</source>
        <translation>查看规则对某个请求的判定及其原因。</translation>
    </message>
    <message>
        <source>Who Can Do What</source>
        <translation>谁能做什么</translation>
    </message>
    <message>
        <source>See what every account may do with a repository.</source>
        <translation>查看每个账户可以对某个仓库做什么。</translation>
    </message>
    <message>
        <source>Unused for 30 Days</source>
        <translation>30 天未使用</translation>
    </message>
    <message>
        <source>Reset Hit Counters…</source>
        <translation>重置命中计数…</translation>
    </message>
    <message>
        <source>Search rules</source>
        <translation>搜索规则</translation>
    </message>
    <message>
        <source>rules that have this text anywhere</source>
        <translation>任何位置含有此文本的规则</translation>
    </message>
    <message>
        <source>rules whose account has or matches it</source>
        <translation>账户含有或匹配它的规则</translation>
    </message>
    <message>
        <source>rules whose name has or matches it</source>
        <translation>名称含有或匹配它的规则</translation>
    </message>
    <message>
        <source>rules for a network with this address</source>
        <translation>网段包含此地址的规则</translation>
    </message>
    <message>
        <source>rules with this label</source>
        <translation>带有此标签的规则</translation>
    </message>
    <message>
        <source>rules that grant it</source>
        <translation>授予它的规则</translation>
    </message>
    <message>
        <source>also enabled, deny, unused, warning</source>
        <translation>还有 enabled、deny、unused、warning</translation>
    </message>
    <message>
        <source>a minus for the opposite</source>
        <translation>用减号表示相反</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Fill in whom and what the rule is about, then add it.</source>
        <translation>填写规则针对谁和什么，然后添加。</translation>
    </message>
    <message>
        <source>“is:%1” is not known: use enabled, disabled, deny, unused or warning.</source>
        <translation>未知的“is:%1”：请用 enabled、disabled、deny、unused 或 warning。</translation>
    </message>
    <message>
        <source>Hits are counted by a daemon; open one to see which rules are unused.</source>
        <translation>命中次数由守护进程统计；打开守护进程以查看哪些规则未使用。</translation>
    </message>
    <message>
        <source>Show only rules that decided nothing for 30 days; counted since %1.</source>
        <translation>只显示 30 天内未作出任何判定的规则；自 %1 起统计。</translation>
    </message>
    <message>
        <source>Count the hits of every rule from nothing again.</source>
        <translation>将每条规则的命中次数重新从零开始统计。</translation>
    </message>
    <message>
        <source>Hits are counted by a daemon; none is connected.</source>
        <translation>命中次数由守护进程统计；当前没有连接。</translation>
    </message>
    <message>
        <source>Nothing is open. Connect to a daemon, or open a configuration file.</source>
        <translation>没有打开任何内容。请连接到守护进程，或打开配置文件。</translation>
    </message>
    <message>
        <source>The working copy has errors; correct its text to see the rules.</source>
        <translation>工作副本有错误；改正其文本后才能查看规则。</translation>
    </message>
    <message>
        <source>No rule matches the search.</source>
        <translation>没有与搜索匹配的规则。</translation>
    </message>
    <message>
        <source>%1 of %2 rules are shown.</source>
        <translation>显示 %2 条规则中的 %1 条。</translation>
    </message>
    <message>
        <source>1 rule. The first that matches decides.</source>
        <translation>1 条规则。第一条匹配的规则作出判定。</translation>
    </message>
    <message numerus="yes">
        <source>%n rules. The first that matches decides.</source>
        <translation>
            <numerusform>%n 条规则。第一条匹配的规则作出判定。</numerusform>
        </translation>
    </message>
    <message>
        <source>Counted since %1.</source>
        <translation>自 %1 起统计。</translation>
    </message>
    <message>
        <source>Nothing is open that could have rules.</source>
        <translation>没有打开任何可能含有规则的内容。</translation>
    </message>
    <message>
        <source>Reset Hit Counters</source>
        <translation>重置命中计数</translation>
    </message>
    <message>
        <source>The hits of all rules on the daemon are counted from nothing again, for every console.</source>
        <translation>守护进程上所有规则的命中次数将对所有控制台重新从零开始统计。</translation>
    </message>
    <message>
        <source>Reset Counters</source>
        <translation>重置计数</translation>
    </message>
    <message>
        <source>The counters were not reset: %1</source>
        <translation>计数未重置：%1</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::SearchField</name>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Search Help</source>
        <translation>搜索帮助</translation>
    </message>
    <message>
        <source>What can be searched for (Alt+Down)</source>
        <translation>可以搜索的内容（Alt+Down）</translation>
    </message>
    <message>
        <source>What can be searched for</source>
        <translation>可以搜索的内容</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::ServiceCard</name>
    <message>
        <source>Running</source>
        <translation>正在运行</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>正在连接…</translation>
    </message>
    <message>
        <source>No Connection</source>
        <translation>无连接</translation>
    </message>
    <message>
        <source>Plain File</source>
        <translation>单独的文件</translation>
    </message>
    <message>
        <source>Nothing Is Open</source>
        <translation>没有打开任何内容</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>服务</translation>
    </message>
    <message>
        <source>Running since</source>
        <translation>运行开始于</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>TLS certificate</source>
        <translation>TLS 证书</translation>
    </message>
    <message>
        <source>Token certificate</source>
        <translation>令牌证书</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>负载</translation>
    </message>
    <message>
        <source>Last reload</source>
        <translation>上次重新加载</translation>
    </message>
    <message>
        <source>Last error</source>
        <translation>上次错误</translation>
    </message>
    <message>
        <source>Show this certificate</source>
        <translation>显示此证书</translation>
    </message>
    <message>
        <source>Choose Open in the File menu to work on a daemon or a file.</source>
        <translation>在“文件”菜单中选择“打开”，即可操作守护进程或文件。</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>time, how long ago</comment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>%1, HTTPS</source>
        <translation>%1，HTTPS</translation>
    </message>
    <message>
        <source>%1, HTTP without TLS</source>
        <translation>%1，无 TLS 的 HTTP</translation>
    </message>
    <message numerus="yes">
        <source>%n in force</source>
        <comment>rules</comment>
        <translation>
            <numerusform>%n 条生效</numerusform>
        </translation>
    </message>
    <message>
        <source>revision %1</source>
        <translation>修订 %1</translation>
    </message>
    <message>
        <source>the file on disk differs</source>
        <translation>磁盘上的文件不同</translation>
    </message>
    <message>
        <source>%1 requests a minute · %2 in total · connections: %3</source>
        <translation>每分钟 %1 个请求 · 共 %2 个 · %3 个连接</translation>
    </message>
    <message>
        <source>None since the start</source>
        <translation>启动以来没有</translation>
    </message>
    <message>
        <source>Failed %1</source>
        <translation>失败 %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>how long ago: message</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>The file has errors; see the advice.</source>
        <translation>文件有错误；请查看建议。</translation>
    </message>
    <message numerus="yes">
        <source>%n enabled</source>
        <comment>rules</comment>
        <translation>
            <numerusform>%n 条已启用</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n disabled</source>
        <comment>rules</comment>
        <translation>
            <numerusform>%n 条已禁用</numerusform>
        </translation>
    </message>
    <message>
        <source>as of %1</source>
        <translation>截至 %1</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::ServiceCommands</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Stop the Daemon</source>
        <translation>停止守护进程</translation>
    </message>
    <message>
        <source>Without it no client can log in, pull or push. Requests under way are finished first.</source>
        <translation>没有守护进程，客户端就无法登录、拉取或推送。正在处理的请求会先完成。</translation>
    </message>
    <message>
        <source>The configuration on the daemon has errors, so it would not start again. Mend it first.</source>
        <translation>守护进程上的配置有错误，因此无法再次启动。请先修正。</translation>
    </message>
    <message>
        <source>Restart the Daemon</source>
        <translation>重启守护进程</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) are not applied; the daemon starts without them.</source>
        <translation>
            <numerusform>有 %n 项更改未应用；守护进程启动时不包含这些更改。</numerusform>
        </translation>
    </message>
    <message>
        <source>Restart Without Them</source>
        <translation>不含更改重启</translation>
    </message>
    <message>
        <source>The daemon logs at level &quot;%1&quot; until it is restarted.</source>
        <translation>守护进程以“%1”级别记录日志，直到其重启。</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::ServiceControl</name>
    <message>
        <source>You are a viewer here; only administrators can do this.</source>
        <translation>您在这里是查看者；只有管理员可以执行此操作。</translation>
    </message>
    <message>
        <source>This daemon cannot be controlled from a console.</source>
        <translation>此守护进程无法从控制台控制。</translation>
    </message>
    <message>
        <source>The daemon has read its files again.</source>
        <translation>守护进程已重新读取其文件。</translation>
    </message>
    <message>
        <source>The connection was closed.</source>
        <translation>连接已关闭。</translation>
    </message>
    <message>
        <source>The daemon was stopped.</source>
        <translation>守护进程已停止。</translation>
    </message>
    <message>
        <source>The daemon was restarted.</source>
        <translation>守护进程已重启。</translation>
    </message>
    <message>
        <source>The daemon is running.</source>
        <translation>守护进程正在运行。</translation>
    </message>
    <message>
        <source>Its start command has not returned; it may end with this console.</source>
        <translation>其启动命令尚未返回；它可能会随此控制台一起结束。</translation>
    </message>
    <message>
        <source>The daemon is still finishing what it does. It was told to stop.</source>
        <translation>守护进程仍在完成手头的工作。已通知它停止。</translation>
    </message>
    <message>
        <source>The start command has returned, but the daemon is not there. %1</source>
        <translation>启动命令已返回，但守护进程没有运行。%1</translation>
    </message>
    <message>
        <source>This is a file; there is no daemon to control.</source>
        <translation>这是一个文件；没有可控制的守护进程。</translation>
    </message>
    <message>
        <source>No daemon is open.</source>
        <translation>没有打开守护进程。</translation>
    </message>
    <message>
        <source>The daemon is running already.</source>
        <translation>守护进程已经在运行。</translation>
    </message>
    <message>
        <source>No start command is set for this connection. Edit the connection to add one.</source>
        <translation>此连接没有设置启动命令。请编辑连接以添加。</translation>
    </message>
    <message>
        <source>The daemon is reading its files…</source>
        <translation>守护进程正在读取其文件…</translation>
    </message>
    <message>
        <source>Stopping the daemon…</source>
        <translation>正在停止守护进程…</translation>
    </message>
    <message>
        <source>Running the start command…</source>
        <translation>正在执行启动命令…</translation>
    </message>
    <message>
        <source>Waiting for the daemon…</source>
        <translation>正在等待守护进程…</translation>
    </message>
    <message>
        <source>Not waited for any longer.</source>
        <translation>不再等待。</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::Session</name>
    <message>
        <source>You may not change the configuration of this daemon. %1</source>
        <translation>您不能更改此守护进程的配置。%1</translation>
    </message>
    <message>
        <source>The daemon is busy. Try again in a moment. %1</source>
        <translation>守护进程正忙。请稍后重试。%1</translation>
    </message>
    <message>
        <source>The daemon could not write its configuration file; nothing was changed. %1</source>
        <translation>守护进程无法写入其配置文件；没有任何更改。%1</translation>
    </message>
    <message>
        <source>The file was not written. %1</source>
        <translation>文件未写入。%1</translation>
    </message>
    <message>
        <source>Another program has changed the file meanwhile.</source>
        <translation>其间另一个程序更改了该文件。</translation>
    </message>
    <message>
        <source>The file cannot be opened. %1</source>
        <translation>无法打开文件。%1</translation>
    </message>
    <message>
        <source>The file is gone from its folder. Save to write it again.</source>
        <translation>文件已不在其文件夹中。保存即可重新写入。</translation>
    </message>
    <message>
        <source>The file cannot be read any more. %1</source>
        <translation>文件已无法读取。%1</translation>
    </message>
    <message>
        <source>The file cannot be written. %1</source>
        <translation>无法写入文件。%1</translation>
    </message>
    <message>
        <source>The last changes are still being applied. Wait a moment.</source>
        <translation>上一次的更改仍在应用中。请稍候。</translation>
    </message>
    <message>
        <source>There is no configuration to apply.</source>
        <translation>没有可应用的配置。</translation>
    </message>
    <message>
        <source>The configuration has errors.</source>
        <translation>配置有错误。</translation>
    </message>
    <message>
        <source>The connection ended before the daemon answered. Whether the changes were applied shows when it is back.</source>
        <translation>守护进程尚未答复，连接就结束了。恢复连接后即可知道更改是否已应用。</translation>
    </message>
    <message>
        <source>Nothing is open.</source>
        <translation>没有打开任何内容。</translation>
    </message>
    <message>
        <source>Connecting to %1…</source>
        <translation>正在连接到 %1…</translation>
    </message>
    <message>
        <source>The file %1 is open.</source>
        <translation>已打开文件 %1。</translation>
    </message>
    <message>
        <source>Connected to %1 as administrator %2.</source>
        <translation>已以管理员 %2 的身份连接到 %1。</translation>
    </message>
    <message>
        <source>Connected to %1 as viewer %2.</source>
        <translation>已以查看者 %2 的身份连接到 %1。</translation>
    </message>
    <message>
        <source>The daemon cannot show its configuration. %1</source>
        <translation>守护进程无法显示其配置。%1</translation>
    </message>
    <message>
        <source>You are a viewer here. To change the configuration, ask an administrator to name you in control.admins.</source>
        <translation>您在这里是查看者。要更改配置，请管理员将您列入 control.admins。</translation>
    </message>
    <message>
        <source>The daemon, version %1, is newer than this console. Update the console to change the configuration.</source>
        <translation>版本为 %1 的守护进程比此控制台更新。请升级控制台以更改配置。</translation>
    </message>
    <message>
        <source>The daemon cannot write its configuration file. %1</source>
        <translation>守护进程无法写入其配置文件。%1</translation>
    </message>
    <message>
        <source>The daemon shows the configuration without its password hashes, so it cannot be changed from here.</source>
        <translation>守护进程显示的配置不含密码哈希，因此无法从这里更改。</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::ShortcutsDialog</name>
    <message>
        <source>Keyboard Shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Search commands</source>
        <translation>搜索命令</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Shortcut</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>What It Does</source>
        <translation>作用</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::SshTunnel</name>
    <message>
        <source>Connect once with ssh in a terminal and check the host&apos;s key.</source>
        <translation>请先在终端中用 ssh 连接一次，并核对主机密钥。</translation>
    </message>
    <message>
        <source>Find out why the host has another key before you connect again.</source>
        <translation>请先查明主机密钥为何不同，然后再连接。</translation>
    </message>
    <message>
        <source>Load your key with ssh-add, or check the user name; the console cannot be asked for a password.</source>
        <translation>请用 ssh-add 加载您的密钥，或检查用户名；控制台无法询问密码。</translation>
    </message>
    <message>
        <source>Name the key for this host with IdentityFile in ~/.ssh/config.</source>
        <translation>请在 ~/.ssh/config 中用 IdentityFile 为此主机指定密钥。</translation>
    </message>
    <message>
        <source>Allow the forwarding of sockets on the host (AllowStreamLocalForwarding).</source>
        <translation>请在主机上允许转发套接字（AllowStreamLocalForwarding）。</translation>
    </message>
    <message>
        <source>Correct ~/.ssh/config.</source>
        <translation>请改正 ~/.ssh/config。</translation>
    </message>
    <message>
        <source>“%1” is no host that ssh can connect to. Write HOST or USER@HOST.</source>
        <translation>“%1”不是 ssh 可以连接的主机。请写成 HOST 或 USER@HOST。</translation>
    </message>
    <message>
        <source>The port must be between 1 and 65535.</source>
        <translation>端口必须在 1 到 65535 之间。</translation>
    </message>
    <message>
        <source>“%1” is no path of a socket that ssh can forward. It must begin with “/”, be shorter than 108 bytes and hold none of “:”, “%”, “$” and “\”.</source>
        <translation>“%1”不是 ssh 可以转发的套接字路径。它必须以“/”开头、短于 108 个字节，并且不含“:”、“%”、“$”和“\”。</translation>
    </message>
    <message>
        <source>A folder for the forwarded socket cannot be made: %1</source>
        <translation>无法创建用于转发套接字的文件夹：%1</translation>
    </message>
    <message>
        <source>ssh cannot be run: %1. Install OpenSSH&apos;s client.</source>
        <translation>无法运行 ssh：%1。请安装 OpenSSH 客户端。</translation>
    </message>
    <message>
        <source>ssh to %1 failed: %2</source>
        <translation>到 %1 的 ssh 失败：%2</translation>
    </message>
    <message>
        <source>ssh to %1 was ended by a signal.</source>
        <translation>到 %1 的 ssh 被信号终止。</translation>
    </message>
    <message>
        <source>ssh to %1 ended with code %2.</source>
        <translation>到 %1 的 ssh 以代码 %2 结束。</translation>
    </message>
    <message numerus="yes">
        <source>ssh to %1 has not connected within %n second(s).</source>
        <translation>
            <numerusform>到 %1 的 ssh 在 %n 秒内未能连接。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::StartCommand</name>
    <message>
        <source>“%1” cannot be run: %2</source>
        <translation>无法运行“%1”：%2</translation>
    </message>
    <message>
        <source>No start command is set for this connection.</source>
        <translation>此连接没有设置启动命令。</translation>
    </message>
    <message>
        <source>The start command of before is still running.</source>
        <translation>之前的启动命令仍在运行。</translation>
    </message>
    <message>
        <source>“%1” failed with code %2.</source>
        <translation>“%1”失败，代码为 %2。</translation>
    </message>
    <message>
        <source>“%1” was ended by a signal.</source>
        <translation>“%1”被信号终止。</translation>
    </message>
    <message>
        <source>“%1” has not returned in time. %2</source>
        <translation>“%1”未能及时返回。%2</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::StatusIndicators</name>
    <message>
        <source>Show the certificate that expires first</source>
        <translation>显示最先到期的证书</translation>
    </message>
    <message>
        <source>Daemon %1</source>
        <translation>守护进程 %1</translation>
    </message>
    <message>
        <source>Up %1</source>
        <translation>已运行 %1</translation>
    </message>
    <message>
        <source>Running since %1, process %2</source>
        <translation>自 %1 起运行，进程 %2</translation>
    </message>
    <message>
        <source>Revision %1</source>
        <translation>修订 %1</translation>
    </message>
    <message>
        <source>SHA-256 of the configuration: %1</source>
        <translation>配置的 SHA-256：%1</translation>
    </message>
    <message>
        <source>Certificate %1</source>
        <translation>证书%1</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::TableView</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the selected rows as text.</source>
        <translation>将所选行复制为文本。</translation>
    </message>
    <message>
        <source>Copies the visible columns of the selected rows, separated by tabs.</source>
        <translation>复制所选行的可见列，以制表符分隔。</translation>
    </message>
    <message>
        <source>Select All</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>Select all rows.</source>
        <translation>选择所有行。</translation>
    </message>
    <message>
        <source>Selects all rows that are shown.</source>
        <translation>选择所有显示的行。</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Fit Columns to Contents</source>
        <translation>按内容调整列宽</translation>
    </message>
    <message>
        <source>Reset Columns</source>
        <translation>重置列</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::TaskDialog</name>
    <message>
        <source>Working</source>
        <translation>正在处理</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::TestCaseModel</name>
    <message>
        <source>Passes</source>
        <translation>通过</translation>
    </message>
    <message>
        <source>Fails</source>
        <translation>未通过</translation>
    </message>
    <message>
        <source>(without account)</source>
        <translation>（无账户）</translation>
    </message>
    <message>
        <source>%1: %2 %3</source>
        <extracomment>%1 is an account, %2 actions, %3 a repository.</extracomment>
        <translation>%1：%2 %3</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>用例</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>预期</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::TestRequestPanel</name>
    <message>
        <source>Rule %1 of those in force is not in the working copy any more.</source>
        <translation>当前生效的规则 %1 已不在工作副本中。</translation>
    </message>
    <message>
        <source>Rules passed over</source>
        <translation>被跳过的规则</translation>
    </message>
    <message>
        <source>No rule was passed over.</source>
        <translation>没有规则被跳过。</translation>
    </message>
    <message>
        <source>Saved test cases</source>
        <translation>已保存的测试用例</translation>
    </message>
    <message>
        <source>Save a request here with what it must be granted; from then on every change of the rules is checked against it.</source>
        <translation>在此保存一个请求及其应获得的权限；此后规则的每次更改都会用它来检查。</translation>
    </message>
    <message>
        <source>Save as Test Case…</source>
        <translation>另存为测试用例…</translation>
    </message>
    <message>
        <source>Keep the tested request and its verdict as a case to be run again.</source>
        <translation>将已测试的请求及其判定结果保存为可再次运行的用例。</translation>
    </message>
    <message>
        <source>Run All Test Cases</source>
        <translation>运行所有测试用例</translation>
    </message>
    <message>
        <source>Decide all saved cases and say which fail.</source>
        <translation>判定所有已保存的用例，并指出哪些未通过。</translation>
    </message>
    <message>
        <source>Delete Test Cases</source>
        <translation>删除测试用例</translation>
    </message>
    <message>
        <source>Delete the selected cases; Undo brings them back.</source>
        <translation>删除所选用例；可用“撤销”恢复。</translation>
    </message>
    <message>
        <source>Reading the rules…</source>
        <translation>正在读取规则…</translation>
    </message>
    <message>
        <source>The working copy has errors.</source>
        <translation>工作副本有错误。</translation>
    </message>
    <message>
        <source>The file as it is on disk cannot be used.</source>
        <translation>磁盘上的文件无法使用。</translation>
    </message>
    <message>
        <source>The daemon did not decide: %1</source>
        <translation>守护进程没有判定：%1</translation>
    </message>
    <message>
        <source>With your changes</source>
        <translation>包含您的更改</translation>
    </message>
    <message>
        <source>Working copy</source>
        <translation>工作副本</translation>
    </message>
    <message>
        <source>In force on the daemon</source>
        <translation>守护进程上当前生效</translation>
    </message>
    <message>
        <source>In the file on disk</source>
        <translation>磁盘上的文件</translation>
    </message>
    <message>
        <source>Passed Over (%1)</source>
        <translation>被跳过（%1）</translation>
    </message>
    <message>
        <source>Saved Cases (%1)</source>
        <translation>已保存的用例（%1）</translation>
    </message>
    <message>
        <source>%1 of %2 cases fail.</source>
        <translation>%2 个用例中有 %1 个未通过。</translation>
    </message>
    <message>
        <source>All cases pass.</source>
        <translation>所有用例均通过。</translation>
    </message>
    <message>
        <source>Your changes turn %1.</source>
        <translation>您的更改会改变 %1。</translation>
    </message>
    <message>
        <source>Save as Test Case</source>
        <translation>另存为测试用例</translation>
    </message>
    <message>
        <source>What must hold:</source>
        <translation>应当成立的结果：</translation>
    </message>
    <message>
        <source>Save Test Case</source>
        <translation>保存测试用例</translation>
    </message>
    <message>
        <source>Delete Test Case</source>
        <translation>删除测试用例</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n Test Cases</source>
        <translation>
            <numerusform>删除 %n 个测试用例</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 cases fail with the rules as they are here.</source>
        <translation>按此处的规则，%2 个用例中有 %1 个未通过。</translation>
    </message>
    <message>
        <source>All %1 cases pass.</source>
        <translation>全部 %1 个用例均通过。</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::TextDialog</name>
    <message>
        <source>Configuration as Text</source>
        <translation>配置文本</translation>
    </message>
    <message>
        <source>Text of the configuration</source>
        <translation>配置的文本</translation>
    </message>
    <message>
        <source>Problems in the text</source>
        <translation>文本中的问题</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>&amp;Stage Changes</source>
        <translation>暂存更改(&amp;S)</translation>
    </message>
    <message>
        <source>Line %1, column %2</source>
        <translation>第 %1 行，第 %2 列</translation>
    </message>
    <message numerus="yes">
        <source>%n error(s): the text cannot be staged before they are mended.</source>
        <translation>
            <numerusform>有 %n 个错误：修正之前无法暂存此文本。</numerusform>
        </translation>
    </message>
    <message>
        <source>The text can be staged. Nothing is in force before you apply.</source>
        <translation>可以暂存此文本。应用之前不会生效。</translation>
    </message>
    <message>
        <source>The text is the working copy; the pages show the same.</source>
        <translation>文本即为工作副本；各页面显示的内容与之相同。</translation>
    </message>
    <message>
        <source>Edit as Text</source>
        <translation>以文本编辑</translation>
    </message>
    <message>
        <source>The text has changes that are not staged.</source>
        <translation>文本有未暂存的更改。</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::TimePlot</name>
    <message>
        <source>Click a name of the legend, or press its number, to hide or show its line. Left and Right show the values of one minute.</source>
        <translation>点击图例中的名称或按其数字键，可隐藏或显示对应的线。左右方向键显示某一分钟的数值。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>name of a line: value</comment>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::TokenKeySource</name>
    <message>
        <source>The configuration has errors.</source>
        <translation>配置有错误。</translation>
    </message>
    <message>
        <source>Nothing is open.</source>
        <translation>没有打开任何内容。</translation>
    </message>
    <message>
        <source>The token certificate cannot be read.</source>
        <translation>无法读取令牌证书。</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::UserCommands</name>
    <message>
        <source>Add User…</source>
        <translation>添加用户…</translation>
    </message>
    <message>
        <source>Add a user with a password and labels.</source>
        <translation>添加带有密码和标签的用户。</translation>
    </message>
    <message>
        <source>Duplicate…</source>
        <translation>复制一份…</translation>
    </message>
    <message>
        <source>Add a user with the labels of the selected one.</source>
        <translation>添加与所选用户标签相同的用户。</translation>
    </message>
    <message>
        <source>Set Password…</source>
        <translation>设置密码…</translation>
    </message>
    <message>
        <source>Give the selected user a new password.</source>
        <translation>为所选用户设置新密码。</translation>
    </message>
    <message>
        <source>Lock or Unlock</source>
        <translation>锁定或解锁</translation>
    </message>
    <message>
        <source>Keep the selected users out, or let them in again; their passwords are kept.</source>
        <translation>禁止所选用户登录，或重新允许；其密码会保留。</translation>
    </message>
    <message>
        <source>What Can They Do?</source>
        <translation>他们能做什么？</translation>
    </message>
    <message>
        <source>See what the rules grant the selected user.</source>
        <translation>查看规则授予所选用户的权限。</translation>
    </message>
    <message>
        <source>Show Log</source>
        <translation>显示日志</translation>
    </message>
    <message>
        <source>See the requests of the selected user.</source>
        <translation>查看所选用户的请求。</translation>
    </message>
    <message>
        <source>Connect to a daemon, or open a configuration file first.</source>
        <translation>请先连接到守护进程，或打开配置文件。</translation>
    </message>
    <message>
        <source>The working copy has errors; correct its text first.</source>
        <translation>工作副本有错误；请先改正其文本。</translation>
    </message>
    <message>
        <source>There are no users.</source>
        <translation>没有用户。</translation>
    </message>
    <message>
        <source>Select one user first.</source>
        <translation>请先选择一个用户。</translation>
    </message>
    <message>
        <source>Select users first.</source>
        <translation>请先选择用户。</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>重命名…</translation>
    </message>
    <message>
        <source>Rename the selected user, and the rules that name it.</source>
        <translation>重命名所选用户，以及指定该用户的规则。</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>删除…</translation>
    </message>
    <message>
        <source>Delete the selected users; the rules that name them are listed first.</source>
        <translation>删除所选用户；会先列出指定这些用户的规则。</translation>
    </message>
    <message>
        <source>Import Users…</source>
        <translation>导入用户…</translation>
    </message>
    <message>
        <source>Take users over from a CSV, JSON or htpasswd file, after a look at what it changes.</source>
        <translation>从 CSV、JSON 或 htpasswd 文件导入用户，导入前先查看会有哪些更改。</translation>
    </message>
    <message>
        <source>Export Users…</source>
        <translation>导出用户…</translation>
    </message>
    <message>
        <source>Write names and labels to a CSV or JSON file.</source>
        <translation>将名称和标签写入 CSV 或 JSON 文件。</translation>
    </message>
    <message>
        <source>Export Users With Hashes…</source>
        <translation>导出用户和哈希…</translation>
    </message>
    <message>
        <source>Write names, password hashes and labels to a CSV, JSON or htpasswd file.</source>
        <translation>将名称、密码哈希和标签写入 CSV、JSON 或 htpasswd 文件。</translation>
    </message>
    <message>
        <source>The daemon shows password hashes to administrators only.</source>
        <translation>守护进程只向管理员显示密码哈希。</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::UserDialog</name>
    <message>
        <source>Add User</source>
        <translation>添加用户</translation>
    </message>
    <message>
        <source>Set Password of %1</source>
        <translation>设置 %1 的密码</translation>
    </message>
    <message>
        <source>as in docker login</source>
        <translation>与 docker login 时相同</translation>
    </message>
    <message>
        <source>&amp;Name:</source>
        <translation>名称(&amp;N)：</translation>
    </message>
    <message>
        <source>&amp;Labels, which rules can look at:</source>
        <translation>标签，供规则检查(&amp;L)：</translation>
    </message>
    <message>
        <source>Set Password</source>
        <translation>设置密码</translation>
    </message>
    <message>
        <source>There is a user %1 already.</source>
        <translation>已有名为 %1 的用户。</translation>
    </message>
    <message>
        <source>The user is gone meanwhile.</source>
        <translation>该用户其间已被删除。</translation>
    </message>
    <message>
        <source>Add User %1</source>
        <translation>添加用户 %1</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::UserImportDialog</name>
    <message>
        <source>New</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>有更改</translation>
    </message>
    <message>
        <source>Unchanged</source>
        <translation>无更改</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>Import Users</source>
        <translation>导入用户</translation>
    </message>
    <message>
        <source>File:</source>
        <translation>文件：</translation>
    </message>
    <message>
        <source>CSV: name, password_hash, one column a label</source>
        <translation>CSV：name、password_hash，每个标签一列</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>htpasswd: name:hash</source>
        <translation>htpasswd：name:hash</translation>
    </message>
    <message>
        <source>&amp;Format:</source>
        <translation>格式(&amp;F)：</translation>
    </message>
    <message>
        <source>What the file would do</source>
        <translation>此文件会带来的更改</translation>
    </message>
    <message>
        <source>Effect</source>
        <translation>效果</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>行</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>The working copy has errors; correct its text first.</source>
        <translation>工作副本有错误；请先改正其文本。</translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation>第 %1 行：%2</translation>
    </message>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>%n 个新增</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changed</source>
        <translation>
            <numerusform>%n 个有更改</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unchanged</source>
        <translation>
            <numerusform>%n 个无更改</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rejected</source>
        <translation>
            <numerusform>%n 个被拒绝</numerusform>
        </translation>
    </message>
    <message>
        <source>%1. Passwords and labels that the file does not name stay.</source>
        <translation>%1。文件未提及的密码和标签保持不变。</translation>
    </message>
    <message>
        <source>The first %1 are listed.</source>
        <translation>仅列出前 %1 个。</translation>
    </message>
    <message numerus="yes">
        <source>Import %n Users</source>
        <translation>
            <numerusform>导入 %n 个用户</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::UserModel</name>
    <message>
        <source>Lock User %1</source>
        <translation>锁定用户 %1</translation>
    </message>
    <message numerus="yes">
        <source>Lock %n Users</source>
        <translation>
            <numerusform>锁定 %n 个用户</numerusform>
        </translation>
    </message>
    <message>
        <source>Unlock User %1</source>
        <translation>解锁用户 %1</translation>
    </message>
    <message numerus="yes">
        <source>Unlock %n Users</source>
        <translation>
            <numerusform>解锁 %n 个用户</numerusform>
        </translation>
    </message>
    <message>
        <source>What the user logs in with</source>
        <translation>用户登录时使用的名称</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Whether the user can log in, or is locked</source>
        <translation>用户可以登录，还是已锁定</translation>
    </message>
    <message>
        <source>On</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>How the password is stored</source>
        <translation>密码的存储方式</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>What rules look at besides the name</source>
        <translation>除名称之外规则所检查的内容</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>When the user logged in last</source>
        <translation>用户上次登录的时间</translation>
    </message>
    <message>
        <source>Last Success</source>
        <translation>上次成功</translation>
    </message>
    <message>
        <source>When a login failed last</source>
        <translation>上次登录失败的时间</translation>
    </message>
    <message>
        <source>Last Failure</source>
        <translation>上次失败</translation>
    </message>
    <message>
        <source>Where the user is written</source>
        <translation>用户写在何处</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>已锁定</translation>
    </message>
    <message>
        <source>Enabled</source>
        <translation>已启用</translation>
    </message>
    <message>
        <source>%1, line %2</source>
        <translation>%1，第 %2 行</translation>
    </message>
    <message>
        <source>Locked: no password is accepted.</source>
        <translation>已锁定：不接受任何密码。</translation>
    </message>
    <message>
        <source>The user can log in.</source>
        <translation>该用户可以登录。</translation>
    </message>
    <message>
        <source>Logins are seen by a daemon; none is connected.</source>
        <translation>登录由守护进程记录；当前没有连接。</translation>
    </message>
    <message>
        <source>Not seen since %1.</source>
        <translation>自 %1 起未见登录。</translation>
    </message>
    <message>
        <source>%1; last seen from %2</source>
        <translation>%1；上次来自 %2</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::UserPanel</name>
    <message>
        <source>Labels</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Rules about this user</source>
        <translation>关于此用户的规则</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Rules That Apply</source>
        <translation>适用的规则</translation>
    </message>
    <message numerus="yes">
        <source>%n users are selected.</source>
        <translation>
            <numerusform>已选择 %n 个用户。</numerusform>
        </translation>
    </message>
    <message>
        <source>Select a user to see and change what there is about it.</source>
        <translation>选择一个用户以查看和更改其信息。</translation>
    </message>
    <message>
        <source>Logins are seen by a daemon; none is connected.</source>
        <translation>登录由守护进程记录；当前没有连接。</translation>
    </message>
    <message>
        <source>Last success: %1. Last failure: %2.</source>
        <translation>上次成功：%1。上次失败：%2。</translation>
    </message>
    <message>
        <source>This rule names the user.</source>
        <translation>此规则指定了该用户。</translation>
    </message>
    <message>
        <source>The name matches this rule&apos;s account.</source>
        <translation>名称与此规则的账户匹配。</translation>
    </message>
    <message>
        <source>The labels match this rule.</source>
        <translation>标签与此规则匹配。</translation>
    </message>
    <message>
        <source>This rule is about anyone.</source>
        <translation>此规则针对任何人。</translation>
    </message>
    <message>
        <source>No rule is about this user: everything is denied.</source>
        <translation>没有关于此用户的规则：一律拒绝。</translation>
    </message>
    <message>
        <source>The first %1 are listed. The first that matches a request decides.</source>
        <translation>列出了前 %1 条。第一条与请求匹配的规则作出判定。</translation>
    </message>
    <message>
        <source>The first that matches a request decides.</source>
        <translation>第一条与请求匹配的规则作出判定。</translation>
    </message>
    <message>
        <source>Change Labels of %1</source>
        <translation>更改 %1 的标签</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::UserTable</name>
    <message>
        <source>Users</source>
        <translation>用户</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::UsersPage</name>
    <message>
        <source>Users</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Who may log in, how they prove it, and the labels that rules look at.</source>
        <translation>谁可以登录、如何证明身份，以及规则所检查的标签。</translation>
    </message>
    <message>
        <source>Search users</source>
        <translation>搜索用户</translation>
    </message>
    <message>
        <source>users with this in their name or labels</source>
        <translation>名称或标签中含有此内容的用户</translation>
    </message>
    <message>
        <source>users with this in their name</source>
        <translation>名称中含有此内容的用户</translation>
    </message>
    <message>
        <source>users with this label or value</source>
        <translation>带有此标签或值的用户</translation>
    </message>
    <message>
        <source>users with exactly this value</source>
        <translation>值与此完全相同的用户</translation>
    </message>
    <message>
        <source>also enabled, nopassword, weak</source>
        <translation>还有 enabled、nopassword、weak</translation>
    </message>
    <message>
        <source>a minus for the opposite</source>
        <translation>用减号表示相反</translation>
    </message>
    <message>
        <source>“is:%1” is not known: use enabled, locked, nopassword or weak.</source>
        <translation>未知的“is:%1”：请用 enabled、locked、nopassword 或 weak。</translation>
    </message>
    <message>
        <source>Nothing is open. Connect to a daemon, or open a configuration file.</source>
        <translation>没有打开任何内容。请连接到守护进程，或打开配置文件。</translation>
    </message>
    <message>
        <source>The working copy has errors; correct its text to see the users.</source>
        <translation>工作副本有错误；改正其文本后才能查看用户。</translation>
    </message>
    <message>
        <source>There are no users yet, so nobody can log in with a password.</source>
        <translation>还没有用户，因此没有人能用密码登录。</translation>
    </message>
    <message>
        <source>No user matches the search.</source>
        <translation>没有与搜索匹配的用户。</translation>
    </message>
    <message>
        <source>%1 of %2 users are shown.</source>
        <translation>显示 %2 个用户中的 %1 个。</translation>
    </message>
    <message numerus="yes">
        <source>%n users</source>
        <translation>
            <numerusform>%n 个用户</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · %2 selected</source>
        <translation>%1 · 已选择 %2 个</translation>
    </message>
    <message>
        <source>There is no user %1 in the working copy.</source>
        <translation>工作副本中没有用户 %1。</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::VerdictView</name>
    <message>
        <source>Go to Rule</source>
        <translation>转到规则</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>wharfgate::gui::Workspace</name>
    <message>
        <source>No configuration is open.</source>
        <translation>没有打开配置。</translation>
    </message>
    <message>
        <source>Change From Elsewhere</source>
        <translation>来自别处的更改</translation>
    </message>
    <message>
        <source>Discard Changes</source>
        <translation>放弃更改</translation>
    </message>
</context>
</TS>
