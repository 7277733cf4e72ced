#!/bin/sh
# Makes the keys and certificates that the tests use, good from 2020 for a hundred years. Run it in this folder; needs
# openssl 3.
set -eu
ec="ec -pkeyopt ec_paramgen_curve:P-256"
from=20200101000000Z
to=21200101000000Z

# Signs a request as nothing but "openssl ca" does it: with a beginning of its own. The last arguments say who signs.
sign() { # name, extensions, from, to, signer…
    name=$1 extensions=$2 begin=$3 end=$4
    shift 4
    : > index
    echo unique_subject=no > index.attr
    printf '[ca]\ndefault_ca=d\n[d]\ndatabase=index\nrand_serial=yes\nnew_certs_dir=.\ndefault_md=sha256\npolicy=p\npreserve=yes\n[p]\n' > ca.conf
    printf 'commonName=optional\norganizationName=optional\n[x]\n%b\n' "$extensions" >> ca.conf
    openssl ca -batch -notext -config ca.conf -extensions x -in "$name.csr" -out "$name.pem" \
        -startdate "$begin" -enddate "$end" "$@"
    rm -f index* ca.conf "$name.csr" ./[0-9A-F][0-9A-F][0-9A-F][0-9A-F]*.pem
}
request() { # name, subject, algorithm
    openssl req -new -newkey $3 -nodes -keyout "$1.key" -out "$1.csr" -subj "$2"
}
authority() { # name
    request "$1" "/O=Soma tests/CN=$1" "$ec"
    sign "$1" 'basicConstraints=critical,CA:true\nkeyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash' \
        $from $to -selfsign -keyfile "$1.key"
}
certificate() { # name, authority, subject, extensions
    request "$1" "$3" "$ec"
    sign "$1" "$4" $from $to -cert "$2.pem" -keyfile "$2.key"
}
own() { # name, algorithm
    request "$1" /CN=localhost "$2"
    sign "$1" subjectAltName=DNS:localhost $from $to -selfsign -keyfile "$1.key"
}
authority ca
authority other-ca
server='subjectAltName=DNS:localhost,IP:127.0.0.1\nextendedKeyUsage=serverAuth,clientAuth'
asks='extendedKeyUsage=clientAuth\nauthorityInfoAccess=OCSP;URI:http://127.0.0.1:9/'
certificate server ca /CN=localhost "$server"
certificate renewed ca /CN=localhost-renewed "$server"
certificate named ca /CN=named "subjectAltName=DNS:named.example,DNS:*.wild.example"
certificate must-staple ca /CN=localhost "$server\ntlsfeature=status_request"
certificate client ca /CN=client "$asks"
certificate revoked ca /CN=revoked "$asks"
certificate stranger other-ca /CN=client 'extendedKeyUsage=clientAuth'
request expired /CN=client "$ec"
sign expired 'extendedKeyUsage=clientAuth' 20200101000000Z 20200102000000Z -cert ca.pem -keyfile ca.key
own rsa rsa:2048
own ed25519 ed25519

# the same keys in their other forms
openssl ec -in server.key -out server-sec1.key
{ openssl ecparam -name prime256v1; cat server-sec1.key; } > server-sec1-with-parameters.key
openssl rsa -in rsa.key -traditional -out rsa-pkcs1.key
openssl pkcs8 -topk8 -in rsa.key -passout pass:secret -out rsa-encrypted.key
openssl rsa -in rsa.key -traditional -aes128 -passout pass:secret -out rsa-encrypted-pkcs1.key

# what an authority answers about some; a test takes these at the time that they were made
serial() { openssl x509 -in "$1.pem" -noout -serial | cut -d= -f2; }
printf 'V\t21000101000000Z\t\t%s\tunknown\t/CN=client\n' "$(serial client)" > index
printf 'R\t21000101000000Z\t200101000000Z\t%s\tunknown\t/CN=revoked\n' "$(serial revoked)" >> index
answer() { # name, about whom, signer
    openssl ocsp -index index -CA ca.pem -rsigner "$3.pem" -rkey "$3.key" -issuer ca.pem -cert "$2.pem" \
        -ndays 36500 -respout "$1.ocsp" -no_nonce > /dev/null
}
answer client client ca
answer revoked revoked ca
answer unknown server ca
answer forged client other-ca
rm -f index*
